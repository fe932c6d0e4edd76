package dev.tilefleet.api.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.ext.web.MIMEHeader;
import io.vertx.ext.web.impl.HeaderParser;
import io.vertx.ext.web.impl.ParsableMIMEValue;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AcceptedTypesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/html",
                "text/*",
                "TEXT/HTML",
                "text/html, */*;q=0.1",
                "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8",
                "application/json;q=0.8, text/html;q=0.9",
                "application/json;q=0, */*",
                "text/html;level=1, application/json;q=0.5"
            })
    void preferHtmlWhereABrowserAsks(String accept) {
        assertThat(AcceptedTypes.preferHtml(parsed(accept))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "*/*",
                "application/json",
                "application/*",
                "text/plain",
                "text/html, application/json",
                "application/json, text/html;q=0.9",
                "text/html;q=0, */*;q=0.1",
                "text/html;q=0",
                "text/*, text/html;q=0",
                "text/html;q=0.5, application/json;q=0.6",
                "application/json, text/plain, */*",
                "text"
            })
    void preferJsonWhereAnybodyElseDoes(String accept) {
        assertThat(AcceptedTypes.preferHtml(parsed(accept))).isFalse();
    }

    private static List<MIMEHeader> parsed(String accept) {
        return HeaderParser.sort(HeaderParser.convertToParsedHeaderValues(accept, ParsableMIMEValue::new)).stream()
                .map(MIMEHeader.class::cast)
                .toList();
    }
}
