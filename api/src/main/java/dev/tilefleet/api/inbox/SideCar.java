package dev.tilefleet.api.inbox;

import dev.tilefleet.api.outbox.DropName;
import dev.tilefleet.job.ProblemException;
import dev.tilefleet.job.ProblemType;
import dev.tilefleet.store.StoreUnavailableException;
import dev.tilefleet.store.TileStore;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.Optional;

/**
 * Reads what is asked beside a dropped file: {@code name.tif.json} with the inputs of an OGC execute document, {@code
 * {"inputs": {"boaAddOffset": -1000}}}, or with those alone.
 */
record SideCar(TileStore store) {
    private static final int MOST = 64 << 10;
    private static final String INPUTS = "inputs";

    /**
     * The inputs by their names; none without a side-car.
     *
     * @throws ProblemException {@code malformed-request} if it cannot be read
     */
    MultiMap of(DropName name) {
        MultiMap inputs = MultiMap.caseInsensitiveMultiMap();
        read(name)
                .ifPresent(document -> inputs(name, document)
                        .forEach(input -> inputs.add(input.getKey(), String.valueOf(input.getValue()))));
        return inputs;
    }

    private Optional<Buffer> read(DropName name) {
        Optional<TileStore.Content> found = store.open(name.sideCar());
        if (found.isEmpty()) {
            return Optional.empty();
        }
        try (TileStore.Content content = found.get()) {
            if (content.size() > MOST) {
                throw malformed(name, "is larger than %d KiB".formatted(MOST >> 10));
            }
            return Optional.of(Buffer.buffer(content.stream().readAllBytes()));
        } catch (IOException e) {
            throw new StoreUnavailableException("reading " + name.sideCar() + ": " + e.getMessage(), e);
        }
    }

    private static JsonObject inputs(DropName name, Buffer document) {
        try {
            JsonObject all = document.toJsonObject();
            return all.containsKey(INPUTS) ? all.getJsonObject(INPUTS) : all;
        } catch (DecodeException | ClassCastException e) {
            throw malformed(name, "is no JSON object of inputs");
        }
    }

    private static ProblemException malformed(DropName name, String fault) {
        return new ProblemException(
                ProblemType.MALFORMED_REQUEST,
                "The side-car %s %s. Write the process's inputs into it, as in {\"inputs\": {\"boaAddOffset\": -1000}}, and drop the file again."
                        .formatted(name.sideCar(), fault));
    }
}
