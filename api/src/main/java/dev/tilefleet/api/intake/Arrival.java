package dev.tilefleet.api.intake;

import dev.tilefleet.job.Sha256;
import java.util.Optional;

/**
 * A submission whose tile was read whole.
 *
 * @param size in bytes
 * @param name what the client calls the tile, if that can be shown
 */
record Arrival(Submission submission, long size, Sha256 sha256, Optional<String> name) {}
