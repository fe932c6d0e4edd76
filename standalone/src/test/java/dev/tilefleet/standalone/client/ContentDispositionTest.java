package dev.tilefleet.standalone.client;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ContentDispositionTest {
    @Test
    void quotesAPlainName() {
        assertThat(ContentDisposition.attachment("tile 1.tif")).isEqualTo("attachment; filename=\"tile 1.tif\"");
    }

    @ParameterizedTest
    @CsvSource({
        "größe.tif, gr__e.tif, gr%C3%B6%C3%9Fe.tif",
        "a\"b.tif, a_b.tif, a%22b.tif",
        "a\\b.tif, a_b.tif, a%5Cb.tif",
        "50%41.tif, 50_41.tif, 50%2541.tif",
        "雲 1.tif, _ 1.tif, %E9%9B%B2%201.tif",
        "😀.tif, __.tif, %F0%9F%98%80.tif"
    })
    void saysAnyOtherNameTwice(String name, String plain, String encoded) {
        assertThat(ContentDisposition.attachment(name))
                .isEqualTo("attachment; filename=\"%s\"; filename*=UTF-8''%s".formatted(plain, encoded));
    }

    @Test
    void letsNoLineBreakIntoTheHeader() {
        assertThat(ContentDisposition.attachment("a\r\nX-Evil: 1.tif"))
                .isEqualTo("attachment; filename=\"a__X-Evil: 1.tif\"; filename*=UTF-8''a%0D%0AX-Evil%3A%201.tif");
    }
}
