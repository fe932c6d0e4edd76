package dev.tilefleet.api.access;

import static java.util.Objects.requireNonNull;

import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/**
 * Who sends a request.
 *
 * @param owner whose jobs these are; goes into every document
 */
public record Caller(String owner) {
    /** Where nobody has to say who he is, all are one. */
    public static final Caller EVERYBODY = new Caller("everybody");

    private static final String KEY = Caller.class.getName();

    public Caller {
        requireNonNull(owner, "owner");
    }

    /**
     * Who sent this request.
     *
     * @throws IllegalStateException on a path that is open to all: nothing of anybody's may be done there
     */
    public static Caller of(RoutingContext context) {
        return noted(context)
                .orElseThrow(() -> new IllegalStateException("nobody is known on a path that is open to all"));
    }

    /** Who sent this request, or nothing on a path that is open to all. */
    public static Optional<Caller> noted(RoutingContext context) {
        return Optional.ofNullable(context.get(KEY));
    }

    /** Whether something of this owner's may be seen and dealt with by this caller: by nobody but the owner. */
    public boolean owns(String other) {
        return owner.equals(other);
    }

    /** Notes who sent this request. */
    void note(RoutingContext context) {
        context.put(KEY, this);
    }
}
