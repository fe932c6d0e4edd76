/**
 * A tile comes in. {@link dev.tilefleet.api.intake.Submission} is what is asked, {@link
 * dev.tilefleet.api.intake.TileBody} where the tile comes from, {@link dev.tilefleet.api.intake.Intake} the one way from
 * both to a job; {@link dev.tilefleet.api.intake.IntakeRoutes} is {@code POST /processes/{id}/execution}.
 *
 * <p>Order of writes: the claim of an idempotency key where there is one, the input object, {@code jobs/{id}.json}, the
 * job record. A crash between two of them leaves a job that was promised to nobody; with a key, its repetition goes on
 * where that stopped.
 */
package dev.tilefleet.api.intake;
