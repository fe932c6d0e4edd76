package dev.tilefleet.api.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.ext.web.MIMEHeader;
import io.vertx.ext.web.impl.ParsableMIMEValue;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApiFormTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "*/* | OPENAPI_30",
                "application/json | OPENAPI_30",
                "application/vnd.oai.openapi+json | OPENAPI_30",
                "application/vnd.oai.openapi+json;version=3.0 | OPENAPI_30",
                "application/vnd.oai.openapi+json;version=3.1 | OPENAPI_31",
                "application/vnd.oai.openapi+json;version=3.1.0 | OPENAPI_31",
                "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8 | HTML",
                "image/png,text/* | HTML",
                "image/png | OPENAPI_30"
            })
    void isTheFirstOfThoseAccepted(String accept, ApiForm form) {
        assertThat(ApiForm.of(Arrays.stream(accept.split(","))
                        .map(String::strip)
                        .<MIMEHeader>map(value -> new ParsableMIMEValue(value).forceParse())
                        .toList()))
                .isEqualTo(form);
    }
}
