package dev.tilefleet.job;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The documents as files. They are what lies in buckets and topics of running fleets: a change here that is no new
 * member is a new major version.
 */
class GoldenDocumentsTest {

    static Set<String> names() {
        return TestingDocuments.WRITTEN.keySet();
    }

    @ParameterizedTest
    @MethodSource("names")
    void isWrittenByteForByteAsBefore(String name) {
        assertThat(new String(TestingDocuments.WRITTEN.get(name), UTF_8))
                .isEqualTo(new String(TestingDocuments.golden(name), UTF_8));
    }

    @Test
    void readsTheJobOfOld() {
        Job read = Documents.readJob(TestingDocuments.golden("job"));

        assertThat(read).isEqualTo(TestingDocuments.JOB);
    }

    @Test
    void readsTheOutcomeOfOld() {
        Outcome read = Documents.readOutcome(TestingDocuments.golden("outcome-successful"));

        assertThat(read).isEqualTo(TestingDocuments.SUCCESSFUL);
    }

    @Test
    void readsTheProgressHintOfOld() {
        Progress read = Documents.readProgress(TestingDocuments.golden("progress"));

        assertThat(read).isEqualTo(TestingDocuments.PROGRESS);
    }

    @Test
    void readsTheDeliveryOfOld() {
        Delivery read = Documents.readDelivery(TestingDocuments.golden("delivery"));

        assertThat(read).isEqualTo(TestingDocuments.DELIVERY);
    }

    @Test
    void readsTheTombstoneOfOld() {
        Tombstone read = Documents.readTombstone(TestingDocuments.golden("tombstone"));

        assertThat(read).isEqualTo(TestingDocuments.TOMBSTONE);
    }
}
