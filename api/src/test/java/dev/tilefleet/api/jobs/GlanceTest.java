package dev.tilefleet.api.jobs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tilefleet.job.Documents;
import dev.tilefleet.job.Outcome;
import dev.tilefleet.job.Progress;
import dev.tilefleet.job.UnreadableDocumentException;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class GlanceTest {
    /** As it is written, whichever minor that is. */
    private static final String VERSION = "1\\.[0-9]+";

    private static final TestingLife LIFE = new TestingLife(TestingLife.ID);
    private static final Instant HEARD = Instant.parse("2026-11-01T12:00:07Z");

    private final Glance glance = new Glance();

    static Stream<Outcome> outcomes() {
        return Stream.of(LIFE.successful(), LIFE.failed(), LIFE.untimed(), LIFE.dismissed());
    }

    @Test
    void seesOfAJobWhatDocumentsRead() {
        assertThat(glance.job(Documents.write(LIFE.job()), HEARD.toEpochMilli()))
                .isEqualTo(KnownJob.accepted(LIFE.job(), HEARD));
    }

    @Test
    void seesOfAHintWhatDocumentsRead() {
        Progress progress = LIFE.progress(Duration.ofSeconds(2));

        assertThat(glance.progress(Documents.write(progress), HEARD.toEpochMilli()))
                .isEqualTo(KnownJob.running(progress, HEARD));
    }

    @ParameterizedTest
    @MethodSource("outcomes")
    void seesOfAnOutcomeWhatDocumentsRead(Outcome outcome) {
        assertThat(glance.outcome(Documents.write(outcome), outcome.decided().toEpochMilli()))
                .isEqualTo(KnownJob.ended(outcome));
    }

    @Test
    void passesOverMembersOfANewerRelease() {
        String document = text(Documents.write(LIFE.failed()))
                .replaceFirst(
                        "\"" + VERSION + "\"", "\"1.7\",\"retries\":{\"timings\":{\"infer\":[1,{\"status\":\"x\"}]}}")
                .replace("\"detail\"", "\"hints\":[[]],\"detail\"");

        assertThat(document).contains("1.7");
        assertThat(glance.outcome(document.getBytes(UTF_8), 0).end())
                .isEqualTo(KnownJob.ended(LIFE.failed()).end());
    }

    @Test
    void readsMembersInAnyOrder() {
        String document = """
                {"submitted": "2026-11-01T12:00:00Z", "process": "cloud-mask", "owner": "alice", "deadline": "2026-11-02T12:00:00Z",
                 "jobID": "%s", "version": "1.0"}
                """.formatted(TestingLife.ID);

        assertThat(glance.job(document.getBytes(UTF_8), HEARD.toEpochMilli()))
                .isEqualTo(KnownJob.accepted(LIFE.job(), HEARD));
    }

    @Test
    void takesAProblemOfANewerReleaseForAnInternalError() {
        String document = text(Documents.write(LIFE.failed())).replace("too-few-bands", "bands-out-of-tune");

        assertThat(glance.outcome(document.getBytes(UTF_8), 0)
                        .end()
                        .orElseThrow()
                        .ending())
                .isInstanceOfSatisfying(
                        Outcome.Failed.class,
                        failed -> assertThat(failed.problem().detail()).contains("The tile has 3 bands"));
    }

    @Test
    void refusesAnotherMajorVersion() {
        String document = text(Documents.write(LIFE.job())).replaceFirst("\"" + VERSION + "\"", "\"2.0\"");

        assertThatThrownBy(() -> glance.job(document.getBytes(UTF_8), 0))
                .isInstanceOf(UnreadableDocumentException.class)
                .hasMessageContaining("2.0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"version", "jobID", "process", "owner", "submitted", "deadline"})
    void namesAMemberThatIsMissing(String member) {
        String document = text(Documents.write(LIFE.job())).replaceFirst("\"" + member + "\"", "\"other\"");

        assertThatThrownBy(() -> glance.job(document.getBytes(UTF_8), 0))
                .isInstanceOf(UnreadableDocumentException.class)
                .hasMessageStartingWith(member);
    }

    @ParameterizedTest
    @ValueSource(strings = {"owner", "status", "decided", "result", "key", "size", "sha256", "modelDigest"})
    void missesNoMemberOfAnOutcome(String member) {
        String document = text(Documents.write(LIFE.successful())).replaceFirst("\"" + member + "\"", "\"other\"");

        assertThatThrownBy(() -> glance.outcome(document.getBytes(UTF_8), 0))
                .isInstanceOf(UnreadableDocumentException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "null",
                "{",
                "{\"version\":\"1.0\"",
                "{\"version\":\"1.0\",\"jobID\":\"x\"}",
                "{\"version\":\"1.0\",\"jobID\":null}",
                "{\"version\":\"1.0\",\"process\":\"A B\"}",
                "{\"version\":\"1.0\",\"owner\":null}",
                "{\"version\":\"1.0\",\"submitted\":\"yesterday\"}",
                "II*\0"
            })
    void refusesWhatIsNoDocument(String text) {
        assertThatThrownBy(() -> glance.job(text.getBytes(UTF_8), 0)).isInstanceOf(UnreadableDocumentException.class);
    }

    @Test
    void keepsAnOwnerInMemoryOnce() {
        KnownJob job = glance.job(Documents.write(LIFE.job()), 0);
        KnownJob ended = glance.outcome(Documents.write(LIFE.successful()), 0);

        assertThat(ended.owner()).isSameAs(job.owner());
    }

    private static String text(byte[] document) {
        return new String(document, UTF_8);
    }
}
