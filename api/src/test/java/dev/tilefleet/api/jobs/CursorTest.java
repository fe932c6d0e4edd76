package dev.tilefleet.api.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tilefleet.api.jobs.SubmissionOrder.Place;
import dev.tilefleet.job.JobID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CursorTest {
    @ParameterizedTest
    @ValueSource(longs = {0, 1_793_534_400_000L, -1, Long.MAX_VALUE})
    void leadsBackToItsPlace(long submitted) {
        Place place = new Place(submitted, JobID.random());

        assertThat(Cursor.parse(Cursor.of(place))).hasValue(place);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a",
                "????",
                "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
            })
    void isNothingElse(String text) {
        assertThat(Cursor.parse(text)).isEmpty();
    }
}
