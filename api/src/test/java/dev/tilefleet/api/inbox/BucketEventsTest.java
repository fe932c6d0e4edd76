package dev.tilefleet.api.inbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class BucketEventsTest {
    private final BucketEvents events = new BucketEvents("tiles");

    @ParameterizedTest
    @CsvSource({
        "inbox%2Funet10%2Ftile.tif, inbox/unet10/tile.tif",
        "inbox/unet10/tile.tif, inbox/unet10/tile.tif",
        "inbox%2Funet10%2Fa+b%2Bc.tif, inbox/unet10/a b+c.tif",
        "inbox%2Funet10%2Fper%2520cent%25.tif, inbox/unet10/per%20cent%.tif",
        "inbox%2Funet10%2F%C3%BC%E9%9B%AA%F0%9F%9B%B0.tif, inbox/unet10/ü雪🛰.tif"
    })
    void keysAreWrittenAsInForms(String written, String key) {
        assertThat(keys("s3:ObjectCreated:Put", "tiles", written)).containsExactly(key);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "s3:ObjectCreated:Put",
                "s3:ObjectCreated:Copy",
                "s3:ObjectCreated:CompleteMultipartUpload",
                "ObjectCreated:Put"
            })
    void everyWayOfWritingIsHeard(String name) {
        assertThat(keys(name, "tiles", "inbox%2Funet10%2Ftile.tif")).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "s3:ObjectRemoved:Delete, tiles, inbox%2Funet10%2Ftile.tif",
        "s3:ObjectAccessed:Get, tiles, inbox%2Funet10%2Ftile.tif",
        "s3:ObjectCreated:Put, others, inbox%2Funet10%2Ftile.tif",
        "s3:ObjectCreated:Put, tiles, outbox%2Funet10%2Ftile.npy",
        "s3:ObjectCreated:Put, tiles, inputs%2Fa%2Fb"
    })
    void otherEventsAreNot(String name, String bucket, String key) {
        assertThat(keys(name, bucket, key)).isEmpty();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "no JSON",
                "[]",
                "{}",
                "{\"Records\": {}}",
                "{\"Records\": [1]}",
                "{\"Records\": [{}]}",
                "{\"Records\": [{\"eventName\": \"s3:ObjectCreated:Put\"}]}",
                "{\"Records\": [{\"eventName\": \"s3:ObjectCreated:Put\", \"s3\": {\"bucket\": {\"name\": \"tiles\"}}}]}",
                "{\"Service\": \"Amazon S3\", \"Event\": \"s3:TestEvent\", \"Bucket\": \"tiles\"}"
            })
    void whatIsNoEventSaysNothing(String record) {
        assertThat(events.keys(record == null ? null : record.getBytes(UTF_8))).isEmpty();
    }

    @Test
    void aKeyThatCannotBeReadSaysNothing() {
        assertThat(keys("s3:ObjectCreated:Put", "tiles", "inbox%2Funet10%2F%zz.tif"))
                .isEmpty();
    }

    private Iterable<String> keys(String name, String bucket, String key) {
        // As MinIO writes it, but for members that say nothing here.
        String event = """
                {"EventName": "%1$s", "Key": "%2$s/inbox/unet10/a b+c.tif",
                 "Records": [{"eventVersion": "2.0", "eventSource": "minio:s3", "eventTime": "2026-11-01T12:00:00.000Z",
                   "eventName": "%1$s",
                   "s3": {"s3SchemaVersion": "1.0", "configurationId": "Config",
                     "bucket": {"name": "%2$s", "arn": "arn:aws:s3:::%2$s"},
                     "object": {"key": "%3$s", "size": 5, "eTag": "781e5e245d69b566979b86e28d23f2c7",
                                "sequencer": "17F2B0C1"}}}]}""".formatted(name, bucket, key);
        return events.keys(event.getBytes(UTF_8));
    }
}
