package dev.tilefleet.job;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

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
    void readsTheJobsOfOld() {
        assertThat(Documents.readJob(TestingDocuments.golden("job"))).isEqualTo(TestingDocuments.JOB);
        assertThat(Documents.readJob(TestingDocuments.golden("1.0/job"))).isEqualTo(TestingDocuments.JOB_OF_OLD);
    }

    @ParameterizedTest
    @ValueSource(strings = {"outcome-successful", "1.0/outcome-successful"})
    void readsTheOutcomeOfOld(String name) {
        Outcome read = Documents.readOutcome(TestingDocuments.golden(name));

        assertThat(read).isEqualTo(TestingDocuments.SUCCESSFUL);
    }

    @ParameterizedTest
    @ValueSource(strings = {"progress", "1.0/progress"})
    void readsTheProgressHintOfOld(String name) {
        Progress read = Documents.readProgress(TestingDocuments.golden(name));

        assertThat(read).isEqualTo(TestingDocuments.PROGRESS);
    }

    @Test
    void readsTheDeliveryOfOld() {
        Delivery read = Documents.readDelivery(TestingDocuments.golden("delivery"));

        assertThat(read).isEqualTo(TestingDocuments.DELIVERY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"tombstone", "1.0/tombstone"})
    void readsTheTombstoneOfOld(String name) {
        Tombstone read = Documents.readTombstone(TestingDocuments.golden(name));

        assertThat(read).isEqualTo(TestingDocuments.TOMBSTONE);
    }

    @Test
    void readsTheKeyOfOld() {
        KeyClaim read = Documents.readKeyClaim(TestingDocuments.golden("key"));

        assertThat(read).isEqualTo(TestingDocuments.KEY);
    }
}
