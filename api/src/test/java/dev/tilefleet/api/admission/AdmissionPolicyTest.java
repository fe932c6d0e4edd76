package dev.tilefleet.api.admission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tilefleet.job.ProblemType;
import dev.tilefleet.job.ProcessID;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AdmissionPolicyTest {
    private static final ProcessID PROCESS = new ProcessID("cloud-mask");

    private final QueueDepth queue = new QueueDepth(10, InstantSource.fixed(Instant.EPOCH));
    private final AdmissionPolicy policy = new AdmissionPolicy(new AdmissionConfig(10, 4, 1, 2), queue);

    @Test
    void whatIsNotTooMuchIsGranted() {
        assertThat(policy.request("alice", 0)).isEqualTo(new Admission.Granted());
        assertThat(policy.submission(PROCESS)).isEqualTo(new Admission.Granted());
        assertThat(policy.upload()).isPresent();
    }

    @Test
    void tooManyRequestsAreOneClients() {
        policy.request("alice", 0);

        assertRefused(policy.request("alice", 0), ProblemType.TOO_MANY_REQUESTS, Duration.ofMillis(250));
        assertThat(policy.request("bob", 0)).isEqualTo(new Admission.Granted());
    }

    @Test
    void aFullQueueIsEverybodys() {
        queue.accept(Map.of(PROCESS, Map.of(0, 10L)));

        assertRefused(policy.submission(PROCESS), ProblemType.QUEUE_FULL, QueueDepth.UNKNOWN);
    }

    @Test
    void withoutALimitAnyNumberOfRequestsIsGranted() {
        AdmissionPolicy unlimited = new AdmissionPolicy(new AdmissionConfig(0, 0, 1, 0), queue);

        for (int i = 0; i < 1_000; i++) {
            assertThat(unlimited.request("alice", 0)).isEqualTo(new Admission.Granted());
            assertThat(unlimited.upload()).isPresent();
        }
    }

    @Test
    void soManyUploadsAtATime() {
        UploadSlots.Slot first = policy.upload().orElseThrow();
        var _ = policy.upload().orElseThrow();
        assertThat(policy.upload()).isEmpty();

        first.giveBack();

        assertThat(policy.upload()).isPresent();
    }

    @Test
    void aSlotIsGivenBackOnce() {
        UploadSlots.Slot first = policy.upload().orElseThrow();
        var _ = policy.upload().orElseThrow();

        first.giveBack();
        first.giveBack();

        assertThat(policy.upload()).isPresent();
        assertThat(policy.upload()).isEmpty();
    }

    private static void assertRefused(Admission admission, ProblemType type, Duration patience) {
        assertThat(admission).isInstanceOfSatisfying(Admission.Refused.class, refused -> {
            assertThat(refused.problem().type()).isEqualTo(type);
            assertThat(refused.patience()).isEqualTo(patience);
        });
    }
}
