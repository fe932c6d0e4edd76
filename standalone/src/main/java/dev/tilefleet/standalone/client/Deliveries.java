package dev.tilefleet.standalone.client;

import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the fleet told others of a job.
 *
 * @param deliveries the members of each in the fleet's order; those of {@code last} are called {@code last status} and so on
 * @param document the server's own JSON
 */
public record Deliveries(List<Map<String, String>> deliveries, String document) {
    public Deliveries {
        deliveries = List.copyOf(deliveries);
    }

    /** As the fleet writes it. */
    record Document(List<JsonNode> deliveries) {
        Deliveries read(String document) {
            return new Deliveries(
                    requireNonNullElse(deliveries, List.<JsonNode>of()).stream()
                            .map(Document::plain)
                            .toList(),
                    document);
        }

        private static Map<String, String> plain(JsonNode delivery) {
            Map<String, String> members = new LinkedHashMap<>();
            delivery.properties().forEach(member -> {
                if (member.getValue().isObject()) {
                    plain(member.getValue()).forEach((name, value) -> members.put(member.getKey() + " " + name, value));
                } else if (member.getValue().isValueNode() && !member.getValue().isNull()) {
                    members.put(member.getKey(), member.getValue().asText());
                }
            });
            return Collections.unmodifiableMap(members);
        }
    }
}
