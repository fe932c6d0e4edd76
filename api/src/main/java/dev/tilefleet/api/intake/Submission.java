package dev.tilefleet.api.intake;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tilefleet.api.access.Caller;
import dev.tilefleet.job.Callback;
import dev.tilefleet.job.ProblemException;
import dev.tilefleet.job.ProblemType;
import dev.tilefleet.model.ModelDescription;
import io.vertx.core.MultiMap;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Everything that one submission asks beside its tile, however it was said: a query, a form and a JSON document with the
 * same values are equal here.
 *
 * @param parameters the process's own inputs, by name
 */
public record Submission(
        Caller caller, ModelDescription model, Map<String, JsonNode> parameters, List<Callback> callbacks) {
    private static final String CALLBACK = "callback";

    public Submission {
        requireNonNull(caller, "caller");
        requireNonNull(model, "model");
        parameters = Map.copyOf(parameters);
        callbacks = List.copyOf(callbacks);
    }

    /** Asks for a mask by this model and nothing else. */
    public static Submission of(Caller caller, ModelDescription model) {
        return new Submission(caller, model, Map.of(), List.of());
    }

    /**
     * The same with what fields of a query or a form say: {@code callback}, and parameters by their names.
     *
     * @throws ProblemException {@code invalid-parameter} if one is unknown, wrong, or was said before
     */
    public Submission and(MultiMap fields) {
        Submission all = this;
        for (Map.Entry<String, String> field : fields) {
            all = field.getKey().equals(CALLBACK)
                    ? all.andCallback(field.getValue())
                    : all.andParameter(field.getKey(), Parameters.number(model, field.getKey(), field.getValue()));
        }
        return all;
    }

    private Submission andParameter(String name, JsonNode value) {
        Map<String, JsonNode> more = new HashMap<>(parameters);
        if (more.put(name, value) != null) {
            throw twice(name);
        }
        return new Submission(caller, model, more, callbacks);
    }

    /** Whom to tell of the end, whatever it is. */
    Submission andCallback(String uri) {
        if (callbacks.stream().anyMatch(known -> known.event().equals(Callback.ENDED))) {
            throw twice(CALLBACK);
        }
        return and(new Callback(Callback.ENDED, url(uri)));
    }

    Submission and(Callback callback) {
        List<Callback> more = new ArrayList<>(callbacks);
        more.add(callback);
        return new Submission(caller, model, parameters, more);
    }

    private static URI url(String text) {
        try {
            return new URI(text.strip());
        } catch (URISyntaxException e) {
            throw new ProblemException(
                    ProblemType.INVALID_PARAMETER, "The callback is not a URL: %s.".formatted(e.getReason()));
        }
    }

    private static ProblemException twice(String name) {
        return new ProblemException(
                ProblemType.INVALID_PARAMETER, "Parameter \"%s\" is given more than once.".formatted(name));
    }
}
