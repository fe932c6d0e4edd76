package dev.tilefleet.api.problem;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tilefleet.job.Problem;
import dev.tilefleet.job.ProblemType;
import io.vertx.core.json.JsonObject;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ProblemAnswerTest {

    @Test
    void hasTheMembersOfRfc9457() {
        JsonObject body = ProblemAnswer.body(new Problem(ProblemType.TOO_FEW_BANDS, "The tile has 3 bands."));

        assertThat(body)
                .isEqualTo(new JsonObject()
                        .put("type", "https://tilefleet.dev/problems/too-few-bands")
                        .put("title", "Too few bands")
                        .put("status", 422)
                        .put("detail", "The tile has 3 bands."));
    }

    @ParameterizedTest
    @EnumSource
    void canBeGivenForEveryType(ProblemType type) {
        JsonObject body = ProblemAnswer.body(new Problem(type, "What was found."));

        assertThat(type.uri().isAbsolute()).isTrue();
        assertThat(body.getString("type")).isEqualTo(type.uri().toString()).endsWith("/" + type.code());
        assertThat(body.getInteger("status")).isBetween(400, 599);
        assertThat(body.getString("title")).isNotBlank().doesNotEndWith(".");
        assertThat(ProblemType.of(type.uri())).hasValue(type);
    }

    @Test
    void noTwoTypesHaveOneName() {
        assertThat(Arrays.stream(ProblemType.values()).map(ProblemType::code)).doesNotHaveDuplicates();
        assertThat(Arrays.stream(ProblemType.values()).map(ProblemType::uri)).doesNotHaveDuplicates();
        assertThat(Arrays.stream(ProblemType.values()).map(ProblemType::title)).doesNotHaveDuplicates();
    }
}
