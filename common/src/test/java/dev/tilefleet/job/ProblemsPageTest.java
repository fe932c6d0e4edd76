package dev.tilefleet.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** {@code docs/problems.md} and {@link ProblemType} are one table. */
class ProblemsPageTest {
    private static final Pattern ROW =
            Pattern.compile("^\\| `([a-z-]+)` \\| (\\d{3}) \\| ([^|]+) \\| ([^|]+) \\|$", Pattern.MULTILINE);

    @Test
    void listsEachTypeOnceWithItsStatusInTheOrderOfTheCode() {
        List<String> listed =
                rows().stream().map(row -> row.group(1) + " " + row.group(2)).toList();

        assertThat(listed)
                .containsExactlyElementsOf(Arrays.stream(ProblemType.values())
                        .map(type -> type.code() + " " + type.status())
                        .toList());
    }

    @ParameterizedTest
    @EnumSource
    void saysWhatEachMeansAndWhatToDo(ProblemType type) {
        MatchResult row = rows().stream()
                .filter(found -> found.group(1).equals(type.code()))
                .findFirst()
                .orElseThrow();

        assertThat(row.group(3).strip()).endsWith(".");
        assertThat(row.group(4).strip()).endsWith(".");
    }

    @Test
    void namesEachTypeByAUriOfItsOwn() {
        assertThat(ProblemType.values()).extracting(ProblemType::uri).doesNotHaveDuplicates();
    }

    private static List<MatchResult> rows() {
        return ROW.matcher(TestingDocuments.page("problems.md")).results().toList();
    }
}
