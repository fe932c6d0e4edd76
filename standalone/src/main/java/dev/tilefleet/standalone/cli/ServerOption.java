package dev.tilefleet.standalone.cli;

import static java.util.Objects.requireNonNull;

import dev.tilefleet.standalone.client.FleetClient;
import java.net.URI;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Which fleet a command talks to. */
final class ServerOption {
    static final String NAME = "--server";

    private final Surroundings surroundings;

    @Option(
            names = NAME,
            paramLabel = "URL",
            defaultValue = "http://127.0.0.1:8080",
            converter = Address.class,
            description = {"The fleet to talk to; else TILEFLEET_SERVER.", "(default now: ${DEFAULT-VALUE})"})
    private URI server;

    ServerOption(Surroundings surroundings) {
        this.surroundings = requireNonNull(surroundings, "surroundings");
    }

    FleetClient fleet() {
        return surroundings.fleets().apply(server);
    }

    /** Takes {@code http} and {@code https} addresses with a host. */
    static final class Address implements ITypeConverter<URI> {
        @Override
        public URI convert(String text) {
            try {
                URI address = URI.create(text);
                boolean web =
                        "http".equalsIgnoreCase(address.getScheme()) || "https".equalsIgnoreCase(address.getScheme());
                if (web && address.getHost() != null && address.getQuery() == null && address.getFragment() == null) {
                    return address;
                }
            } catch (IllegalArgumentException e) {
                throw refusal(text);
            }
            throw refusal(text);
        }

        private static TypeConversionException refusal(String text) {
            return new TypeConversionException("'" + text + "' is no address such as http://127.0.0.1:8080");
        }
    }
}
