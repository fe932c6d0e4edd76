package dev.tilefleet.api.admission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tilefleet.api.access.Caller;
import dev.tilefleet.job.ProblemType;
import dev.tilefleet.job.ProcessID;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AdmissionPolicyTest {
    private static final ProcessID PROCESS = new ProcessID("cloud-mask");
    private static final Caller ALICE = new Caller("alice");
    private static final Caller BOB = new Caller("bob");

    private final QueueDepth queue = new QueueDepth(10, InstantSource.fixed(Instant.EPOCH));
    private final Map<Caller, Integer> openJobs = new HashMap<>();
    private final AdmissionPolicy policy = policy(new AdmissionConfig(10, 4, 1, 2, 3));

    @Test
    void whatIsNotTooMuchIsGranted() {
        assertThat(policy.request("alice", 0)).isEqualTo(new Admission.Granted());
        assertThat(policy.job(ALICE)).isEqualTo(new Admission.Granted());
        assertThat(policy.submission(PROCESS)).isEqualTo(new Admission.Granted());
        assertThat(policy.upload()).isPresent();
    }

    @Test
    void tooManyOpenJobsAreOneOwners() {
        openJobs.put(ALICE, 3);
        openJobs.put(BOB, 2);

        assertRefused(policy.job(ALICE), ProblemType.TOO_MANY_JOBS, Duration.ofSeconds(15));
        assertThat(policy.job(BOB)).isEqualTo(new Admission.Granted());
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
    void withoutALimitAnyNumberIsGranted() {
        AdmissionPolicy unlimited = policy(new AdmissionConfig(0, 0, 1, 0, 0));
        openJobs.put(ALICE, 1_000_000);

        assertThat(unlimited.job(ALICE)).isEqualTo(new Admission.Granted());
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

    private AdmissionPolicy policy(AdmissionConfig config) {
        return new AdmissionPolicy(config, queue, caller -> openJobs.getOrDefault(caller, 0));
    }

    private static void assertRefused(Admission admission, ProblemType type, Duration patience) {
        assertThat(admission).isInstanceOfSatisfying(Admission.Refused.class, refused -> {
            assertThat(refused.problem().type()).isEqualTo(type);
            assertThat(refused.patience()).isEqualTo(patience);
        });
    }
}
