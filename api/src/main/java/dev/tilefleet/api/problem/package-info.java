/** Saying no: problems of {@link dev.tilefleet.job.ProblemType} as RFC 9457 answers. */
package dev.tilefleet.api.problem;
