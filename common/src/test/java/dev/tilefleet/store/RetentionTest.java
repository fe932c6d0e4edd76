package dev.tilefleet.store;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tilefleet.config.InvalidConfigurationException;
import dev.tilefleet.config.Settings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetentionTest {
    private static final Duration EXPIRY = Duration.ofDays(8);

    @Test
    void hasARuleForEachKindOfTheDesign() {
        Retention retention = read(Map.of());

        assertThat(days(retention))
                .isEqualTo(Map.of(
                        "probes/", 1,
                        "inputs/", 8,
                        "keys/", 30,
                        "jobs/", 30,
                        "results/", 31,
                        "deliveries/", 31,
                        "retries/", 31,
                        "outcomes/", 37,
                        "tombstones/", 37));
    }

    @Test
    void aUsersInboxAndOutboxAreTheirsToEmpty() {
        assertThat(days(read(Map.of()))).doesNotContainKeys("inbox/", "outbox/", "");
    }

    @Test
    void removesAJobsDocumentBeforeItsOutcomeSoThatNobodyFindsItUnended() {
        List<String> order =
                read(Map.of()).rules().stream().map(Retention.Rule::prefix).toList();

        assertThat(order).containsSubsequence("keys/", "jobs/", "outcomes/");
        assertThat(order).containsSubsequence("jobs/", "outcomes/", "tombstones/");
    }

    @ParameterizedTest
    @CsvSource({"8d, 8, 15", "90d, 90, 97", "200h, 9, 16"})
    void followsTheSettingInWholeDays(String setting, int jobs, int outcomes) {
        Map<String, Integer> days = days(read(Map.of("TILEFLEET_RETENTION", setting)));

        assertThat(days).containsEntry("jobs/", jobs).containsEntry("outcomes/", outcomes);
    }

    @Test
    void refusesToForgetAnOutcomeWhileRecordsOfItsJobMayBeRead() {
        assertThatThrownBy(() -> read(Map.of("TILEFLEET_RETENTION", "7d")))
                .isInstanceOf(InvalidConfigurationException.class)
                .hasMessageContaining("TILEFLEET_RETENTION=PT168H is shorter than the PT192H");
    }

    private static Retention read(Map<String, String> environment) {
        Settings settings = new Settings(environment);
        Retention retention = Retention.from(settings, EXPIRY);
        settings.check();
        return retention;
    }

    private static Map<String, Integer> days(Retention retention) {
        return retention.rules().stream().collect(toMap(Retention.Rule::prefix, Retention.Rule::days));
    }
}
