/** The job, its outcome and their wire documents. */
package dev.tilefleet.job;
