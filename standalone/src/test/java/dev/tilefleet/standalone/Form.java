package dev.tilefleet.standalone;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;

/** A {@code multipart/form-data} body, as curl's {@code -F} makes it. */
final class Form {
    static final String BOUNDARY = "a-boundary";
    static final String TYPE = "multipart/form-data; boundary=" + BOUNDARY;

    private final ByteArrayOutputStream body = new ByteArrayOutputStream();

    /** {@code -F name=@filename}. */
    Form file(String name, String filename, byte[] content) {
        text("--%s\r\nContent-Disposition: form-data; name=\"%s\"; filename=\"%s\"\r\nContent-Type: image/tiff\r\n\r\n"
                .formatted(BOUNDARY, name, filename));
        body.writeBytes(content);
        return text("\r\n");
    }

    /** {@code -F name=value}. */
    Form field(String name, byte[] value) {
        text("--%s\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n".formatted(BOUNDARY, name));
        body.writeBytes(value);
        return text("\r\n");
    }

    Form field(String name, String value) {
        return field(name, value.getBytes(UTF_8));
    }

    BodyPublisher body() {
        return BodyPublishers.ofByteArray(bytes());
    }

    byte[] bytes() {
        text("--" + BOUNDARY + "--\r\n");
        return body.toByteArray();
    }

    /** Without the line that ends a form. */
    byte[] unfinished() {
        return body.toByteArray();
    }

    private Form text(String text) {
        body.writeBytes(text.getBytes(UTF_8));
        return this;
    }
}
