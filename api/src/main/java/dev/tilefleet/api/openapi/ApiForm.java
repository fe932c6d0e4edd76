package dev.tilefleet.api.openapi;

import io.vertx.ext.web.MIMEHeader;
import java.util.List;
import java.util.Optional;

/** In which form the document is wanted. */
enum ApiForm {
    OPENAPI_30("application/vnd.oai.openapi+json;version=3.0"),
    OPENAPI_31("application/vnd.oai.openapi+json;version=3.1"),
    HTML("text/html; charset=utf-8");

    private final String mediaType;

    ApiForm(String mediaType) {
        this.mediaType = mediaType;
    }

    String mediaType() {
        return mediaType;
    }

    /** What a client would have first; OGC's where it would have nothing that there is. */
    static ApiForm of(List<MIMEHeader> accepted) {
        return accepted.stream()
                .map(ApiForm::of)
                .flatMap(Optional::stream)
                .findFirst()
                .orElse(OPENAPI_30);
    }

    private static Optional<ApiForm> of(MIMEHeader accepted) {
        return switch (accepted.component() + "/" + accepted.subComponent()) {
            case "text/html", "application/xhtml+xml", "text/*" -> Optional.of(HTML);
            case "application/vnd.oai.openapi+json" ->
                Optional.of(
                        accepted.parameters().getOrDefault("version", "").startsWith("3.1") ? OPENAPI_31 : OPENAPI_30);
            case "application/json", "application/*", "*/*" -> Optional.of(OPENAPI_30);
            default -> Optional.empty();
        };
    }
}
