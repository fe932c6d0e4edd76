package dev.tilefleet.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tilefleet.job.JobID;
import dev.tilefleet.job.KeyClaim;
import dev.tilefleet.job.UnreadableDocumentException;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdempotencyKeysTest {
    private final TestingS3 s3 = new TestingS3();
    private final IdempotencyKeys keys = new IdempotencyKeys(s3.store());

    @Test
    void aKeyThatIsFreeIsTaken() {
        KeyClaim proposal = claim("alice");

        assertThat(keys.claim("a key", proposal)).isSameAs(proposal);
        assertThat(s3.objects)
                .containsOnlyKeys("keys/alice/8fa3aab2faa9b79e0a0398da5b5abd0780142442a5be80b9a64608d718cb1fcd");
    }

    @Test
    void aKeyThatIsTakenStaysSo() {
        KeyClaim first = keys.claim("a key", claim("alice"));

        assertThat(keys.claim("a key", claim("alice"))).isEqualTo(first);
    }

    @Test
    void aClaimWhoseAnswerWasLostIsOurs() {
        KeyClaim proposal = claim("alice");
        s3.carriesOutBut("PUT", TestingS3.lost("connection reset"));

        assertThat(keys.claim("a key", proposal)).isSameAs(proposal);
    }

    @Test
    void twoOwnersHaveTheSameKeyEach() {
        KeyClaim alices = keys.claim("a key", claim("alice"));
        KeyClaim bobs = keys.claim("a key", claim("bob"));

        assertThat(bobs.jobID()).isNotEqualTo(alices.jobID());
    }

    @ParameterizedTest
    @ValueSource(strings = {".", "..", "a/b", "../jobs", "é", "%2E", "a b", "*"})
    void anOwnerOfAnyNameHasAPlaceOfItsOwn(String owner) {
        KeyClaim taken = keys.claim("a key", claim(owner));

        assertThat(keys.claim("a key", claim(owner))).isEqualTo(taken);
        assertThat(s3.objects.keySet()).allMatch(key -> key.matches("keys/[^/]*[^./][^/]*/[0-9a-f]{64}"));
    }

    @Test
    void whatIsNoClaimIsNotTakenForOne() {
        s3.objects.put(ObjectKeys.key("alice", "a key"), "else".getBytes(java.nio.charset.StandardCharsets.UTF_8));

        assertThatThrownBy(() -> keys.claim("a key", claim("alice"))).isInstanceOf(UnreadableDocumentException.class);
    }

    private static KeyClaim claim(String owner) {
        return new KeyClaim(owner, JobID.random(), Instant.EPOCH);
    }
}
