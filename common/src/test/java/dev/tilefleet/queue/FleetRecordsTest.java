package dev.tilefleet.queue;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tilefleet.job.Documents;
import dev.tilefleet.job.TraceParent;
import dev.tilefleet.job.UnreadableDocumentException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

class FleetRecordsTest {
    private static final Optional<TraceParent> TRACE =
            Optional.of(new TraceParent("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"));

    private final MockProducer<byte[], byte[]> producer = new MockProducer<>(
            new Cluster(
                    "test",
                    List.of(),
                    List.of(new PartitionInfo("tiles.jobs.cloud-mask", 0, null, new Node[0], new Node[0])),
                    Set.of(),
                    Set.of()),
            true,
            null,
            new ByteArraySerializer(),
            new ByteArraySerializer());
    private final FleetLog log = new FleetLog(new Topics("tiles"), producer);

    @Test
    void readsTheJobThatWasAppended() {
        log.append(TestingRecords.JOB);

        assertThat(FleetRecords.job(received())).isEqualTo(TestingRecords.JOB);
        assertThat(FleetRecords.jobID(received())).hasValue(TestingRecords.ID);
    }

    @Test
    void readsTheOutcomeThatWasAppended() {
        log.append(TestingRecords.OUTCOME);

        assertThat(FleetRecords.outcomes(received())).isEqualTo(new OutcomesRecord.Ended(TestingRecords.OUTCOME));
        assertThat(FleetRecords.jobID(received())).hasValue(TestingRecords.ID);
    }

    @Test
    void readsTheJobThatWasAnnounced() {
        log.announce(TestingRecords.JOB);

        assertThat(FleetRecords.outcomes(received())).isEqualTo(new OutcomesRecord.Accepted(TestingRecords.JOB));
        assertThat(FleetRecords.tellsAnEnd(received())).isFalse();
        assertThat(producer.history().getFirst().topic()).isEqualTo("tiles.outcomes");
    }

    @Test
    void readsTheRemovalThatWasAppended() {
        log.append(TestingRecords.TOMBSTONE);

        assertThat(FleetRecords.outcomes(received())).isEqualTo(new OutcomesRecord.Removed(TestingRecords.TOMBSTONE));
        assertThat(FleetRecords.jobID(received())).hasValue(TestingRecords.ID);
    }

    @Test
    void takesARecordWithoutHeadersForAnEnd() {
        byte[] document = Documents.write(TestingRecords.OUTCOME);

        assertThat(FleetRecords.outcomes(TestingRecords.received("t", null, document)))
                .isEqualTo(new OutcomesRecord.Ended(TestingRecords.OUTCOME));
    }

    @Test
    void leavesWhatLaterReleasesTellAlone() {
        assertThat(FleetRecords.outcomes(typed("dev.tilefleet.job.archived.v1")))
                .isEqualTo(new OutcomesRecord.Unknown("dev.tilefleet.job.archived.v1"));
        assertThat(FleetRecords.outcomes(typed(""))).isEqualTo(new OutcomesRecord.Unknown(""));
    }

    @Test
    void anUnknownTypeIsNotQuotedAtAnyLength() {
        assertThat(FleetRecords.outcomes(typed("x".repeat(900_000))))
                .isInstanceOfSatisfying(
                        OutcomesRecord.Unknown.class,
                        unknown -> assertThat(unknown.type()).hasSizeLessThan(200));
    }

    @Test
    void aRemovalThatHoldsNoTombstoneIsUnreadable() {
        assertThatThrownBy(() -> FleetRecords.outcomes(typed("dev.tilefleet.job.removed.v1")))
                .isInstanceOf(UnreadableDocumentException.class)
                .hasMessageStartingWith("not a tombstone document: ");
    }

    @Test
    void readsTheHintThatWasAppended() {
        log.hint(TestingRecords.PROGRESS);

        assertThat(FleetRecords.progress(received())).isEqualTo(TestingRecords.PROGRESS);
    }

    @Test
    void theTraceOfARequestTravelsWithAllThatIsAppendedForIt() {
        log.append(TestingRecords.JOB, TRACE);
        log.hint(TestingRecords.PROGRESS, TRACE);
        log.append(TestingRecords.OUTCOME, TRACE);

        assertThat(producer.history()).hasSize(3).allSatisfy(sent -> {
            assertThat(TestingRecords.text(sent.headers()))
                    .contains("\ntraceparent: " + TRACE.orElseThrow().value());
            assertThat(FleetRecords.trace(TestingRecords.received(sent))).isEqualTo(TRACE);
        });
    }

    @Test
    void whereNoTraceIsKnownNoneIsTold() {
        log.append(TestingRecords.JOB);

        assertThat(received().headers().lastHeader("traceparent")).isNull();
        assertThat(FleetRecords.trace(received())).isEmpty();
    }

    @Test
    void aTraceThatCannotBeReadIsNone() {
        ConsumerRecord<byte[], byte[]> record = TestingRecords.received("t", null, null);
        record.headers().add("traceparent", new byte[] {(byte) 0xff});

        assertThat(FleetRecords.trace(record)).isEmpty();
    }

    @Test
    void aRecordWithoutAValueIsUnreadable() {
        assertThatThrownBy(() -> FleetRecords.job(TestingRecords.received("t", null, null)))
                .isInstanceOf(UnreadableDocumentException.class)
                .hasMessage("the record has no value");
    }

    @Test
    void aRecordOfAnythingElseIsUnreadable() {
        assertThatThrownBy(() -> FleetRecords.outcomes(TestingRecords.received("t", null, "hello".getBytes(UTF_8))))
                .isInstanceOf(UnreadableDocumentException.class)
                .hasMessageStartingWith("not an outcome document: ");
    }

    @Test
    void anUnreadableRecordIsNotQuotedAtAnyLength() {
        byte[] hostile = ("{\"version\":\"" + "9".repeat(900_000) + "\"}").getBytes(UTF_8);

        assertThatThrownBy(() -> FleetRecords.job(TestingRecords.received("t", null, hostile)))
                .isInstanceOf(UnreadableDocumentException.class)
                .extracting(Throwable::getMessage)
                .asString()
                .hasSizeLessThan(600);
    }

    @Test
    void aKeyThatIsNoJobIDNamesNoJob() {
        assertThat(FleetRecords.jobID(TestingRecords.received("t", null, null))).isEmpty();
        assertThat(FleetRecords.jobID(TestingRecords.received("t", "tile.tif".getBytes(UTF_8), null)))
                .isEmpty();
        assertThat(FleetRecords.jobID(TestingRecords.received("t", new byte[] {(byte) 0xff}, null)))
                .isEmpty();
    }

    @Test
    void anUnreadableRecordSaysWhereItStandsAndWhoseItIs() {
        ConsumerRecord<byte[], byte[]> raw = TestingRecords.received(
                "tiles.jobs.unet10", TestingRecords.ID.toString().getBytes(UTF_8), null);

        UnreadableRecord record = new UnreadableRecord(raw, "why");

        assertThat(record.origin()).isEqualTo("tiles.jobs.unet10-5@41");
        assertThat(record.jobID()).hasValue(TestingRecords.ID);
        assertThat(record.reason()).isEqualTo("why");
    }

    /** A record of this type that holds an outcome. */
    private static ConsumerRecord<byte[], byte[]> typed(String type) {
        ConsumerRecord<byte[], byte[]> record =
                TestingRecords.received("t", null, Documents.write(TestingRecords.OUTCOME));
        record.headers().add("ce_type", type.getBytes(UTF_8));
        return record;
    }

    private ConsumerRecord<byte[], byte[]> received() {
        return TestingRecords.received(producer.history().getFirst());
    }
}
