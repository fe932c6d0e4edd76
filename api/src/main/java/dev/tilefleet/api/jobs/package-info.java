/**
 * What became of a job: {@link dev.tilefleet.api.jobs.JobView} remembers what the log tells, {@link
 * dev.tilefleet.api.jobs.JobFinder} asks the store about the rest, {@link dev.tilefleet.api.jobs.JobRoutes} answers and lets
 * jobs be dismissed or removed.
 */
package dev.tilefleet.api.jobs;
