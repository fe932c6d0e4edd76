package dev.tilefleet.api.page;

import dev.tilefleet.job.Sha256;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/**
 * One file of the page, as the jar has it.
 *
 * @param etag without quotes; changes with the content
 */
record PageFile(String mediaType, Buffer content, String etag) {

    /** @throws IllegalStateException if the jar has no such file: the build is broken */
    static PageFile of(String name) {
        try (InputStream file = PageFile.class.getResourceAsStream(name)) {
            if (file == null) {
                throw new IllegalStateException("the jar has no " + name);
            }
            byte[] content = file.readAllBytes();
            return new PageFile(
                    mediaType(name), Buffer.buffer(content), Sha256.of(content).hex());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String mediaType(String name) {
        return switch (name.substring(name.lastIndexOf('.') + 1)) {
            case "html" -> "text/html; charset=utf-8";
            case "css" -> "text/css; charset=utf-8";
            case "js" -> "text/javascript; charset=utf-8";
            case "svg" -> "image/svg+xml";
            case String other -> throw new IllegalArgumentException("no media type is known for ." + other);
        };
    }
}
