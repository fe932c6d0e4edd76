package dev.tilefleet.api.access;

import static dev.tilefleet.api.access.TestingKeys.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeyLinesTest {
    private static final ApiKey KEY = TestingKeys.key(1);
    private static final String LINE = KEY.entry("alice", NOW, Optional.of(NOW.plusSeconds(60)));

    @Test
    void readsWhatItWrites() {
        assertThat(KeyLines.read(LINE)).containsExactly(TestingKeys.until(KEY, "alice", NOW.plusSeconds(60)));
    }

    @Test
    void aKeyNeedNotExpire() {
        String line = KEY.entry("alice", NOW, Optional.empty());

        assertThat(KeyLines.read(line)).containsExactly(TestingKeys.entry(KEY, "alice"));
        assertThat(line).doesNotContain("expires");
    }

    @Test
    void linesThatSayNothingMayStandBetween() {
        String other = TestingKeys.key(2).entry("bob", NOW, Optional.empty());

        assertThat(KeyLines.read("# ours\n\n%s\r\n   \n  %s  \n# end".formatted(LINE, other)))
                .extracting(KeyEntry::owner)
                .containsExactly("alice", "bob");
    }

    @Test
    void anEmptyFileHasNoKeys() {
        assertThat(KeyLines.read("")).isEmpty();
    }

    @Test
    void theFormIsThis() {
        KeyEntry entry = KeyLines.read("""
                {"id":"0123456789ab","owner":"alice","sha256":"%s","created":"2026-11-25T12:00:00Z",\
                "expires":"2027-11-25T12:00:00Z"}""".formatted("a".repeat(64))).getFirst();

        assertThat(entry.id()).isEqualTo("0123456789ab");
        assertThat(entry.expires()).contains(Instant.parse("2027-11-25T12:00:00Z"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "id | ID",
                "owner | Owner",
                "sha256 | sha512",
                "created | made",
                "expires | expire",
            })
    void aMisspeltMemberIsNotPassedOver(String right, String wrong) {
        assertBroken(LINE.replace("\"" + right + "\"", "\"" + wrong + "\""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "[]",
                "null",
                "\"alice\"",
                "{}",
                "{} {}",
                "tilefleet_0123456789ab_0123456789012345678901234567890123456789abc",
                "alice:secret"
            })
    void whatIsNoEntryBreaksTheFile(String line) {
        assertBroken(line);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Alice", "a/b", "..", "-a", "inbox", "a b", "ålice"})
    void anOwnerIsPartOfKeysInTheStore(String owner) {
        assertBroken(LINE.replace("\"alice\"", "\"" + owner + "\""));
    }

    @Test
    void aMemberSaidTwiceBreaksTheFile() {
        assertBroken(LINE.replace("{", "{\"owner\":\"bob\","));
    }

    @Test
    void aMemberThatIsNothingBreaksTheFile() {
        assertBroken(LINE.replaceFirst("\"expires\":\"[^\"]*\"", "\"expires\":null"));
        assertBroken(LINE.replaceFirst("\"expires\":\"[^\"]*\"", "\"expires\":1800000000"));
    }

    @Test
    void aKeyThatStandsThereByMistakeIsNotRepeated() {
        String key = KEY.text().reveal();
        for (String line : List.of(
                key,
                LINE.replace("alice", key),
                LINE.replace(KEY.id(), key),
                LINE.replace(KEY.sha256().hex(), key),
                LINE.replace("\"created\"", "\"" + key + "\""),
                LINE.replaceFirst("\"created\":\"[^\"]*\"", "\"created\":\"" + key + "\""))) {
            assertThatThrownBy(() -> KeyLines.read(line))
                    .isInstanceOf(BrokenKeysException.class)
                    .hasMessageNotContaining(key);
        }
    }

    private static void assertBroken(String line) {
        assertThatThrownBy(() -> KeyLines.read("# first\n" + line))
                .isInstanceOf(BrokenKeysException.class)
                .hasMessageStartingWith("line 2: ");
    }
}
