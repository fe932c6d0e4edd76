package dev.tilefleet.standalone.cli;

import static java.util.Objects.requireNonNull;

import dev.tilefleet.standalone.client.Entrance;
import dev.tilefleet.standalone.client.FleetClient;
import java.net.URI;
import java.util.Optional;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Which fleet a command talks to, and as whom. */
final class ServerOption {
    static final String NAME = "--server";
    static final String API_KEY = "--api-key";

    private final Surroundings surroundings;

    @Option(
            names = NAME,
            paramLabel = "URL",
            defaultValue = "http://127.0.0.1:8080",
            converter = Address.class,
            description = {"The fleet to talk to; else TILEFLEET_SERVER.", "(default now: ${DEFAULT-VALUE})"})
    private URI server;

    @Option(
            names = API_KEY,
            paramLabel = "KEY",
            converter = ApiKeyForm.class,
            description =
                    "What opens it, if it asks for a key; better TILEFLEET_API_KEY, which no list of processes shows.")
    private String apiKey;

    ServerOption(Surroundings surroundings) {
        this.surroundings = requireNonNull(surroundings, "surroundings");
    }

    FleetClient fleet() {
        return surroundings.fleets().apply(new Entrance(server, Optional.ofNullable(apiKey)));
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
