package dev.tilefleet.api.deliver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import dev.tilefleet.config.Secret;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SigningSecretsTest {
    private static final String OLD = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final String NEW = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD";
    private static final String OTHER = "whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYX";

    /** The example of the standard's reference implementations. */
    @Test
    void signsAsTheStandardDoes() {
        String signature = SigningSecrets.parse(new Secret(OLD))
                .sign("msg_p5jXN8AQM9LWM0D4loKWxJek", 1_614_265_330, "{\"test\": 2432232314}")
                .orElseThrow();

        assertThat(signature).isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    @ParameterizedTest
    @ValueSource(strings = {OLD, NEW})
    void whileSecretsChangeReceiversWithEitherVerify(String known) {
        Map<String, List<String>> headers = headers(OLD + ", " + NEW);

        assertThatCode(() -> new Webhook(known).verify("{\"a\":\"é\"}", headers))
                .doesNotThrowAnyException();
    }

    @Test
    void aReceiverWithAnotherSecretDoesNot() {
        Map<String, List<String>> headers = headers(OLD + "," + NEW);

        assertThatThrownBy(() -> new Webhook(OTHER).verify("{\"a\":\"é\"}", headers))
                .isInstanceOf(WebhookVerificationException.class);
    }

    @Test
    void withoutASecretThereIsNoSignatureAndReceiversThatVerifyRefuse() {
        Map<String, String> headers = new Message("id", "{}").headers(SigningSecrets.NONE, Instant.now());

        assertThat(headers).containsKeys("webhook-id", "webhook-timestamp").doesNotContainKey("webhook-signature");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
                "whsec_",
                "whsec_c2hvcnQ=",
                "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaS*",
                "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw,"
            })
    void refusesWhatIsNoSecretWithoutRepeatingIt(String text) {
        assertThatThrownBy(() -> SigningSecrets.parse(new Secret(text)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("MfKQ9r8");
    }

    private static Map<String, List<String>> headers(String secrets) {
        return new Message("job-ended", "{\"a\":\"é\"}")
                .headers(SigningSecrets.parse(new Secret(secrets)), Instant.now()).entrySet().stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, header -> List.of(header.getValue())));
    }
}
