package dev.tilefleet.queue;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/**
 * How every Kafka client of this process proves who it is and whom it trusts, by Kafka's own names: {@code
 * security.protocol}, {@code sasl.…}, {@code ssl.…}. What else a client is set to is not its user's to choose: promises
 * rest on it.
 */
public final class ClientProperties {
    /** None: plain text, and nobody is asked who he is. */
    static final ClientProperties NONE = new ClientProperties(Map.of());

    private static final List<String> ALLOWED = List.of("security.", "sasl.", "ssl.");

    private final Map<String, String> values;

    private ClientProperties(Map<String, String> values) {
        this.values = Map.copyOf(values);
    }

    /**
     * Reads a file as Kafka's own tools take it by {@code --command-config}.
     *
     * @throws IllegalArgumentException if it cannot be read, or says more than whom to trust
     */
    static ClientProperties read(String file) {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(Path.of(file))) {
            properties.load(reader);
        } catch (IOException e) {
            throw new IllegalArgumentException("cannot be read (" + e + ")", e);
        }
        Map<String, String> values = new TreeMap<>();
        properties.stringPropertyNames().forEach(name -> values.put(name, properties.getProperty(name)));
        List<String> others = values.keySet().stream()
                .filter(name -> ALLOWED.stream().noneMatch(name::startsWith))
                .toList();
        if (!others.isEmpty()) {
            throw new IllegalArgumentException(
                    "only security.…, sasl.… and ssl.… can be set there, not " + String.join(", ", others));
        }
        return new ClientProperties(values);
    }

    Map<String, String> values() {
        return values;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ClientProperties that && values.equals(that.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    /** Names only: there are passwords among the values. */
    @Override
    public String toString() {
        return values.keySet().toString();
    }
}
