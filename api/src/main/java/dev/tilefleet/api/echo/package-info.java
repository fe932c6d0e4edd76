/**
 * The process {@code echo}, which test suites of OGC API – Processes need: what comes as an input is the output of the
 * same name. It is offered only where {@link dev.tilefleet.api.echo.EchoConfig} says so. Its jobs are jobs like all others,
 * but no worker takes them: the api that accepts one ends it ({@code EchoJobs}; ADR 0025).
 */
package dev.tilefleet.api.echo;
