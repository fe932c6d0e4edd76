package dev.tilefleet.api.access;

import static dev.tilefleet.api.access.TestingKeys.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tilefleet.job.ProblemType;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class BearerKeysTest {
    private static final ApiKey ALICES = TestingKeys.key(1);
    private static final ApiKey ALICES_NEXT = TestingKeys.key(2);
    private static final ApiKey BOBS = TestingKeys.key(3);
    private static final ApiKey NOBODYS = TestingKeys.key(4);
    private static final String TEXT = ALICES.text().reveal();
    private static final KeyRing KEYS = new KeyRing(List.of(
            TestingKeys.until(ALICES, "alice", NOW.plusSeconds(60)),
            TestingKeys.entry(ALICES_NEXT, "alice"),
            TestingKeys.entry(BOBS, "bob")));

    @Test
    void aKeyTellsItsOwner() {
        assertThat(judge("Bearer " + TEXT)).isEqualTo(new Verdict.Known(new Caller("alice")));
        assertThat(judge("Bearer " + BOBS.text().reveal())).isEqualTo(new Verdict.Known(new Caller("bob")));
    }

    @Test
    void anOwnerMayHaveSeveral() {
        assertThat(judge("Bearer " + ALICES_NEXT.text().reveal())).isEqualTo(new Verdict.Known(new Caller("alice")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"bearer ", "BEARER ", "Bearer   ", "  Bearer "})
    void theSchemeIsReadAsHttpReadsIt(String scheme) {
        assertThat(judge(scheme + TEXT)).isInstanceOf(Verdict.Known.class);
    }

    @Test
    void aKeyEndsWhenItExpires() {
        Verdict before = BearerKeys.judge(List.of("Bearer " + TEXT), KEYS, NOW.plusSeconds(59));
        Verdict then = BearerKeys.judge(List.of("Bearer " + TEXT), KEYS, NOW.plusSeconds(60));

        assertThat(before).isInstanceOf(Verdict.Known.class);
        assertRefused(then, "error=\"invalid_token\"", ProblemType.KEY_INVALID);
        assertThat(((Verdict.Refused) then).problem().detail())
                .contains("expired")
                .contains(ALICES.id());
    }

    @Test
    void withoutAHeaderTheChallengeNamesNoError() {
        assertNoAttempt(BearerKeys.judge(List.of(), KEYS, NOW));
    }

    @Test
    void anotherSchemeIsNoAttempt() {
        for (String header :
                List.of("Basic YWxpY2U6c2VjcmV0", TEXT, "Bearer" + TEXT, "Token " + TEXT, "", "ＢＥＡＲＥＲ " + TEXT)) {
            assertNoAttempt(judge(header));
        }
    }

    @Test
    void severalHeadersAreNone() {
        for (List<String> headers : List.of(
                List.of("Bearer " + TEXT, "Bearer " + TEXT),
                List.of("Bearer " + TEXT, "Basic YTpi"),
                List.of("Basic YTpi", "Bearer " + TEXT))) {
            assertRefused(
                    BearerKeys.judge(headers, KEYS, NOW), "error=\"invalid_request\"", ProblemType.MALFORMED_REQUEST);
        }
    }

    @Test
    void nothingOrTooMuchBehindTheSchemeIsMalformed() {
        for (String header : List.of("Bearer", "Bearer ", "Bearer " + TEXT + " " + TEXT, "Bearer " + TEXT + " x")) {
            assertRefused(judge(header), "error=\"invalid_request\"", ProblemType.MALFORMED_REQUEST);
        }
    }

    static List<String> hostile() {
        return List.of(
                NOBODYS.text().reveal(),
                // The id of one, the secret of another.
                TEXT.substring(0, 22) + BOBS.text().reveal().substring(22),
                TEXT.substring(0, TEXT.length() - 1),
                TEXT + "A",
                TEXT + "=",
                TEXT + "\0",
                "\"" + TEXT + "\"",
                TEXT + ",",
                TEXT.replace("tilefleet_", "TILEFLEET_"),
                TEXT.replace("tilefleet_", ""),
                TEXT.substring(0, 10) + TEXT.substring(10, 22).toUpperCase(java.util.Locale.ROOT) + TEXT.substring(22),
                TEXT.replace('e', 'е'),
                "т" + TEXT.substring(1),
                TEXT + "\u200b",
                "\ufeff" + TEXT,
                TEXT + "\u0301",
                "💥".repeat(30),
                "*",
                "%00",
                "../../etc/passwd",
                "{\"id\":\"" + ALICES.id() + "\"}",
                ALICES.id(),
                ALICES.sha256().hex(),
                "tilefleet_" + ALICES.id() + "_" + ALICES.sha256().hex().substring(0, 43),
                "tilefleet_" + ALICES.id() + "_",
                "tilefleet_" + ALICES.id() + "_" + "0".repeat(43),
                "tilefleet_" + "0".repeat(12) + "_" + "0".repeat(43),
                "a".repeat(8_000),
                "tilefleet_" + "_".repeat(100_000),
                "null",
                "undefined");
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void whatIsNoKeyOfOursOpensNothing(String token) {
        assertRefused(judge("Bearer " + token), "error=\"invalid_token\"", ProblemType.KEY_INVALID);
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void aRefusalDoesNotRepeatWhatWasSent(String token) {
        Verdict.Refused refused = (Verdict.Refused) judge("Bearer " + token);

        assertThat(refused.problem().detail()).doesNotContain(token);
        assertThat(refused.challenge()).doesNotContain(token);
    }

    private static Verdict judge(String header) {
        return BearerKeys.judge(List.of(header), KEYS, NOW);
    }

    private static void assertNoAttempt(Verdict verdict) {
        assertThat(verdict).isInstanceOfSatisfying(Verdict.Refused.class, refused -> {
            assertThat(refused.challenge()).isEqualTo("Bearer realm=\"tilefleet\"");
            assertThat(refused.problem().type()).isEqualTo(ProblemType.KEY_REQUIRED);
        });
    }

    private static void assertRefused(Verdict verdict, String error, ProblemType type) {
        assertThat(verdict).isInstanceOfSatisfying(Verdict.Refused.class, refused -> {
            assertThat(refused.challenge()).startsWith("Bearer realm=").endsWith(error);
            assertThat(refused.problem().type()).isEqualTo(type);
        });
    }
}
