/**
 * A tile comes in: {@link dev.tilefleet.api.intake.IntakeRoutes} takes the request, streams the tile into the store and
 * answers {@code 201} once the job is on the queue.
 *
 * <p>Order of writes: the input object, {@code jobs/{id}.json}, the job record. A crash between two of them leaves a job
 * that was promised to nobody.
 */
package dev.tilefleet.api.intake;
