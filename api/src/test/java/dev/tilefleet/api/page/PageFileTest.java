package dev.tilefleet.api.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class PageFileTest {
    private static final Path FILES = Path.of("src/main/resources/dev/tilefleet/api/page");
    private static final Pattern IMPORT = Pattern.compile("from '\\./([^']+)'");
    private static final Pattern REFERENCE = Pattern.compile("(?:src|href)=\"page/([^\"]+)\"");

    static List<String> parts() {
        return PageRoutes.PARTS;
    }

    @Test
    void everyFileIsServedAndNoOther() throws IOException {
        try (Stream<Path> files = Files.list(FILES)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(
                            Stream.concat(Stream.of("index.html"), PageRoutes.PARTS.stream())
                                    .toList());
        }
    }

    @Test
    void everyFileIsUsed() {
        TreeSet<String> used = new TreeSet<>(found(REFERENCE, PageFile.of("index.html")));
        PageRoutes.PARTS.forEach(part -> used.addAll(found(IMPORT, PageFile.of(part))));

        assertThat(used).containsExactlyElementsOf(PageRoutes.PARTS);
    }

    @Test
    void nothingIsInline() {
        assertThat(PageFile.of("index.html").content().toString())
                .doesNotContain("<style", " style=", " onclick=", "javascript:")
                .doesNotContainPattern("<script(?![^>]* src=)");
    }

    @ParameterizedTest
    @MethodSource("parts")
    void nothingMakesMarkupOrCodeOfText(String part) {
        assertThat(PageFile.of(part).content().toString())
                .doesNotContain("innerHTML", "insertAdjacentHTML", "document.write", "eval(", "@import");
    }

    @Test
    void theTagTellsTheContent() {
        assertThat(PageFile.of("app.js").etag())
                .isEqualTo(PageFile.of("app.js").etag())
                .isNotEqualTo(PageFile.of("dom.js").etag());
    }

    private static List<String> found(Pattern pattern, PageFile file) {
        return pattern.matcher(file.content().toString())
                .results()
                .map(match -> match.group(1))
                .toList();
    }
}
