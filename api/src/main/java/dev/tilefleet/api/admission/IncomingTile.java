package dev.tilefleet.api.admission;

import dev.tilefleet.job.ProcessID;
import io.vertx.core.http.HttpMethod;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A request that brings a tile to be worked on.
 *
 * @param process for which; nothing where the path names none that can be
 */
record IncomingTile(Optional<ProcessID> process) {
    private static final Pattern EXECUTION = Pattern.compile("/processes/([^/]+)/execution/?");
    /** The addresses of the old services. */
    private static final Pattern OLD = Pattern.compile("/infer_image(?:/[01]?)?/?|/(?:inference|predict)/?");

    /**
     * What this request is, if it is one.
     *
     * @param path normalized, as routes are matched with it
     * @param oldServices the process that the old services' addresses run
     */
    static Optional<IncomingTile> of(HttpMethod method, String path, ProcessID oldServices) {
        if (!method.equals(HttpMethod.POST)) {
            return Optional.empty();
        }
        Matcher execution = EXECUTION.matcher(path);
        if (execution.matches()) {
            return Optional.of(new IncomingTile(ProcessID.parse(execution.group(1))));
        }
        return OLD.matcher(path).matches() ? Optional.of(new IncomingTile(Optional.of(oldServices))) : Optional.empty();
    }
}
