package dev.tilefleet.api.intake;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tilefleet.api.access.Caller;
import dev.tilefleet.api.outbound.Outbound;
import dev.tilefleet.job.Callback;
import dev.tilefleet.job.ProblemException;
import dev.tilefleet.job.ProblemType;
import dev.tilefleet.job.ResultsForm;
import dev.tilefleet.job.TraceParent;
import dev.tilefleet.model.ModelDescription;
import io.vertx.core.MultiMap;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything that one submission asks beside its tile, however it was said: a query, a form and a JSON document with the
 * same values are equal here.
 *
 * @param parameters the process's own inputs, by name
 * @param callbacks each event once, in the order of their names
 * @param results how they are to be answered, if that was said
 * @param key under which the same submission is repeated
 * @param trace to which the request belongs, if it says so; no part of what is asked
 */
public record Submission(
        Caller caller,
        Offer offer,
        Map<String, JsonNode> parameters,
        List<Callback> callbacks,
        Optional<ResultsForm> results,
        Optional<IdempotencyKey> key,
        Optional<TraceParent> trace) {
    private static final String CALLBACK = "callback";
    private static final String CALLBACK_HEADER = "Tilefleet-Callback";

    public Submission {
        requireNonNull(caller, "caller");
        requireNonNull(offer, "offer");
        parameters = Map.copyOf(parameters);
        callbacks = List.copyOf(callbacks);
        requireNonNull(results, "results");
        requireNonNull(key, "key");
        requireNonNull(trace, "trace");
    }

    /** Asks for a mask by this model and nothing else. */
    public static Submission of(Caller caller, ModelDescription model) {
        return of(caller, Offer.of(model));
    }

    /** Asks for this and nothing else. */
    public static Submission of(Caller caller, Offer offer) {
        return new Submission(caller, offer, Map.of(), List.of(), Optional.empty(), Optional.empty(), Optional.empty());
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
                    : all.andParameter(field.getKey(), Parameters.number(offer, field.getKey(), field.getValue()));
        }
        return all;
    }

    /**
     * The same with what the headers of its request say: {@code Idempotency-Key}, {@code Tilefleet-Callback} and {@code
     * traceparent}.
     *
     * @throws ProblemException if one of them is wrong
     */
    public Submission andHeaders(MultiMap headers) {
        Submission all = new Submission(
                caller,
                offer,
                parameters,
                callbacks,
                results,
                IdempotencyKey.of(headers.getAll(IdempotencyKey.HEADER)),
                TraceParent.of(headers.getAll(TraceParent.HEADER)));
        for (String callback : headers.getAll(CALLBACK_HEADER)) {
            all = all.andCallback(callback);
        }
        return all;
    }

    /** The same, which belongs to the trace that the headers of its request name, if they do. */
    public Submission traced(MultiMap headers) {
        return new Submission(
                caller, offer, parameters, callbacks, results, key, TraceParent.of(headers.getAll(TraceParent.HEADER)));
    }

    /** The same with its results to be answered so. */
    public Submission and(ResultsForm form) {
        return new Submission(caller, offer, parameters, callbacks, Optional.of(form), key, trace);
    }

    /** The same with one more to be told, whom no user named. */
    public Submission and(Callback callback) {
        List<Callback> more = new ArrayList<>(callbacks);
        more.add(callback);
        more.sort(Comparator.comparing(Callback::event));
        return new Submission(caller, offer, parameters, more, results, key, trace);
    }

    Submission andParameter(String name, JsonNode value) {
        Map<String, JsonNode> more = new HashMap<>(parameters);
        if (more.put(name, value) != null) {
            throw twice(name);
        }
        return new Submission(caller, offer, more, callbacks, results, key, trace);
    }

    /** Whom to tell of the end, whatever it is. */
    public Submission andCallback(String uri) {
        return andCallback(Callback.ENDED, CALLBACK, uri);
    }

    /**
     * Whom to tell of such an event.
     *
     * @param name what the member or field is called that says it
     */
    public Submission andCallback(String event, String name, String uri) {
        if (callbacks.stream().anyMatch(known -> known.event().equals(event))) {
            throw twice(name);
        }
        return and(new Callback(event, Outbound.parse(uri)));
    }

    private static ProblemException twice(String name) {
        return new ProblemException(
                ProblemType.INVALID_PARAMETER, "Parameter \"%s\" is given more than once.".formatted(name));
    }
}
