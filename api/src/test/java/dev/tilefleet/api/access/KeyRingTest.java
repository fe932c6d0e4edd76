package dev.tilefleet.api.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class KeyRingTest {
    private static final ApiKey KEY = TestingKeys.key(1);
    private static final ApiKey OTHER = TestingKeys.key(2);

    @Test
    void knowsItsKeys() {
        KeyRing keys = new KeyRing(List.of(TestingKeys.entry(KEY, "alice"), TestingKeys.entry(OTHER, "bob")));

        assertThat(keys.find(OTHER).map(KeyEntry::owner)).contains("bob");
    }

    @Test
    void knowsNoKeyWhereThereIsNone() {
        assertThat(new KeyRing(List.of()).find(KEY)).isEmpty();
    }

    @Test
    void comparesOneDigestWhicheverPartOfAKeyIsWrong() {
        List<Integer> compared = new ArrayList<>();
        KeyRing keys = new KeyRing(List.of(TestingKeys.entry(KEY, "alice")), (given, expected) -> {
            assertThat(given).hasSameSizeAs(expected);
            compared.add(given.length);
            return Arrays.equals(given, expected);
        });
        String right = KEY.text().reveal();
        ApiKey wrongSecret = ApiKey.parse(
                        right.substring(0, 23) + OTHER.text().reveal().substring(23))
                .orElseThrow();

        assertThat(keys.find(KEY)).isPresent();
        assertThat(keys.find(wrongSecret)).isEmpty();
        assertThat(keys.find(OTHER)).isEmpty();
        assertThat(compared).containsExactly(64, 64, 64);
    }

    @Test
    void oneIdIsOneKey() {
        assertThatThrownBy(() -> new KeyRing(List.of(TestingKeys.entry(KEY, "alice"), TestingKeys.entry(KEY, "bob"))))
                .isInstanceOf(BrokenKeysException.class)
                .hasMessageContaining(KEY.id());
    }
}
