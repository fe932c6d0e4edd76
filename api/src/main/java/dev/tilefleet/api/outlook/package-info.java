/**
 * What a waiting job has before it: {@link dev.tilefleet.api.outlook.Outlooks} keeps the line of each process and the pace
 * at which the fleet works it off, and gives a job's {@link dev.tilefleet.api.outlook.Outlook} in logarithmic time.
 */
package dev.tilefleet.api.outlook;
