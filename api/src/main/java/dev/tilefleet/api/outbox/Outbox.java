package dev.tilefleet.api.outbox;

import static java.util.Objects.requireNonNull;

import dev.tilefleet.job.Callback;
import dev.tilefleet.job.Outcome;
import dev.tilefleet.job.Problem;
import dev.tilefleet.job.ProblemType;
import dev.tilefleet.store.StoredObject;
import dev.tilefleet.store.TileStore;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.InstantSource;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Lays into the outbox what came of a dropped file: {@code name.npy} and {@code name.json}, or {@code name.error.json}.
 *
 * <p>Every method may be repeated, by anybody, and throws {@link dev.tilefleet.store.StoreUnavailableException} where it
 * should be.
 */
public final class Outbox {
    private static final String JSON = "application/json";

    private final TileStore store;
    private final Afterwards afterwards;
    private final InstantSource clock;

    public Outbox(TileStore store, Afterwards afterwards, InstantSource clock) {
        this.store = requireNonNull(store, "store");
        this.afterwards = requireNonNull(afterwards, "afterwards");
        this.clock = requireNonNull(clock, "clock");
    }

    /** What the job of this file carries, so that whoever learns of its end knows where that is to be told. */
    public Callback callback(StoredObject file) {
        return new Callback(Callback.OUTBOX, source(file).uri());
    }

    /**
     * Tells how the job of a dropped file ended, and then deals with the file as is set. Where a later version of the file
     * has been told of, an earlier one says nothing any more.
     *
     * @param callback of the job, of event {@code outbox}
     * @return false if that URI names no dropped file
     */
    public boolean tell(Outcome outcome, URI callback) {
        Optional<DropSource> source = DropSource.of(callback);
        Optional<DropName> name = source.map(DropSource::key).flatMap(DropName::of);
        if (name.isEmpty()) {
            return false;
        }
        if (!isOutdated(name.get(), source.get())) {
            tell(name.get(), source.get(), outcome);
        }
        return true;
    }

    /** Tells that no job can be made of a file. */
    public void refuse(DropName name, StoredObject file, Problem problem) {
        DropSource source = source(file);
        if (!isOutdated(name, source)) {
            put(name.error(), OutboxDocument.of(problem, Optional.empty(), source));
        }
    }

    private DropSource source(StoredObject file) {
        return DropSource.of(store.bucketName(), file, clock.instant());
    }

    private void tell(DropName name, DropSource source, Outcome outcome) {
        switch (outcome.ending()) {
            case Outcome.Successful(Outcome.Result result) -> {
                Optional<StoredObject> mask = store.look(result.key());
                if (mask.isPresent() && store.copy(mask.get(), name.mask())) {
                    put(name.document(), OutboxDocument.of(outcome, source));
                    store.delete(name.error());
                    afterwards.deal(name, source);
                } else {
                    fail(name, source, outcome, removed(outcome));
                }
            }
            case Outcome.Failed(Problem problem) -> fail(name, source, outcome, problem);
            case Outcome.Dismissed _ -> fail(name, source, outcome, dismissed(outcome));
        }
    }

    private void fail(DropName name, DropSource source, Outcome outcome, Problem problem) {
        put(name.error(), OutboxDocument.of(problem, Optional.of(outcome), source));
    }

    private boolean isOutdated(DropName name, DropSource source) {
        return Stream.of(name.document(), name.error())
                .map(store::read)
                .flatMap(Optional::stream)
                .map(OutboxDocument::moment)
                .flatMap(Optional::stream)
                .anyMatch(told -> told.compareTo(source.moment()) > 0);
    }

    private void put(String key, byte[] document) {
        store.put(key, ByteBuffer.wrap(document), JSON);
    }

    private static Problem removed(Outcome outcome) {
        return new Problem(
                ProblemType.JOB_REMOVED,
                "Job %s was removed, with its mask, before the mask was laid here. Drop the file again."
                        .formatted(outcome.jobID()));
    }

    private static Problem dismissed(Outcome outcome) {
        return new Problem(
                ProblemType.JOB_DISMISSED,
                "Job %s was dismissed, so there is no mask. Drop the file again if it is needed after all."
                        .formatted(outcome.jobID()));
    }
}
