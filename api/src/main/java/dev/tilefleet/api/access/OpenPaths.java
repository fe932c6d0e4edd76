package dev.tilefleet.api.access;

import io.vertx.core.http.HttpMethod;
import java.util.regex.Pattern;

/**
 * What everybody may read, with a key or without: whether the process runs, what this server is and what it can do, and
 * the page's own files. Nothing of anybody's is there. All other paths are closed, also those that do not exist.
 */
final class OpenPaths {
    private static final Pattern PATHS =
            Pattern.compile("/|/(?:healthz|api|conformance|processes|processes/[^/]+|page/[^/]+)/?");

    private OpenPaths() {}

    /** @param path normalized, as routes are matched with it */
    static boolean isOpen(HttpMethod method, String path) {
        boolean reads = method.equals(HttpMethod.GET) || method.equals(HttpMethod.HEAD);
        return reads && PATHS.matcher(path).matches();
    }
}
