package dev.tilefleet.api.inbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tilefleet.store.ObjectKeys;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URLDecoder;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads S3's event notifications, as MinIO sends them to Kafka and AWS to its queues. Only keys are read, for what is true
 * of an object now is known to nobody but the store.
 *
 * @param bucket whose events count
 */
record BucketEvents(String bucket) {
    private static final Logger log = LoggerFactory.getLogger(BucketEvents.class);
    /** MinIO writes {@code s3:ObjectCreated:Put}, AWS leaves out the first part. */
    private static final String CREATED = "ObjectCreated:";

    private static final String SERVICE = "s3:";

    /** The keys under {@code inbox/} of objects that were written; none in what is no such event. */
    List<String> keys(byte[] event) {
        try {
            JsonArray records =
                    event == null ? null : Buffer.buffer(event).toJsonObject().getJsonArray("Records");
            return records == null
                    ? List.of()
                    : records.stream()
                            .map(JsonObject.class::cast)
                            .flatMap(this::key)
                            .distinct()
                            .toList();
        } catch (DecodeException | ClassCastException | IllegalArgumentException e) {
            log.atDebug().addKeyValue("reason", e.getMessage()).log("a bucket event nobody can read");
            return List.of();
        }
    }

    private Stream<String> key(JsonObject record) {
        String name = record.getString("eventName", "");
        boolean isCreated = (name.startsWith(SERVICE) ? name.substring(SERVICE.length()) : name).startsWith(CREATED);
        JsonObject s3 = record.getJsonObject("s3", new JsonObject());
        boolean isOurs =
                bucket.equals(s3.getJsonObject("bucket", new JsonObject()).getString("name"));
        if (!isCreated || !isOurs) {
            return Stream.empty();
        }
        return Optional.ofNullable(s3.getJsonObject("object", new JsonObject()).getString("key"))
                // As in a form: a space is a plus.
                .map(key -> URLDecoder.decode(key, UTF_8))
                .filter(key -> key.startsWith(ObjectKeys.INBOX))
                .stream();
    }
}
