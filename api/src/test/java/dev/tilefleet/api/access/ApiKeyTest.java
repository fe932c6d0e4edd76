package dev.tilefleet.api.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tilefleet.config.Secret;
import java.security.SecureRandom;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ApiKeyTest {

    @Test
    void isTheFormThatIsRead() {
        ApiKey key = ApiKey.random(new SecureRandom());

        assertThat(ApiKey.parse(key.text().reveal())).contains(key);
        assertThat(key.text().reveal())
                .startsWith("tilefleet_" + key.id() + "_")
                .hasSize(66);
    }

    @Test
    void neverPrintsItself() {
        ApiKey key = TestingKeys.key(1);

        assertThat(key.toString()).doesNotContain(key.text().reveal().substring(23));
    }

    @Test
    void itsEntryHoldsNothingToMakeItFrom() {
        ApiKey key = TestingKeys.key(1);

        String entry = key.entry("alice", TestingKeys.NOW, Optional.empty());

        assertThat(entry).contains(key.id()).doesNotContain(key.text().reveal().substring(23));
    }

    @Test
    void noOtherTextIsAKey() {
        assertThatThrownBy(() -> new ApiKey(new Secret("tilefleet_x")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("tilefleet_x");
    }
}
