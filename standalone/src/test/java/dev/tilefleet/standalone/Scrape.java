package dev.tilefleet.standalone;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** What a process of the fleet tells Prometheus. */
public final class Scrape {
    private static final Pattern HELP = Pattern.compile("(?m)^# HELP (\\S+) (.*)$");
    private static final Pattern SAMPLE = Pattern.compile("(?m)^([a-z_]+)(?:\\{(.*)\\})? (\\S+)$");

    private final String text;

    private Scrape(String text) {
        this.text = text;
    }

    /** Of the process with this management port. */
    public static Scrape of(FleetUser operator) {
        HttpResponse<byte[]> answer = operator.get("/metrics");
        assertThat(answer.statusCode()).isEqualTo(200);
        return new Scrape(new String(answer.body(), UTF_8));
    }

    /** The descriptions of all meters, by their names. */
    Map<String, String> descriptions() {
        return HELP.matcher(text).results().collect(toMap(help -> help.group(1), help -> help.group(2)));
    }

    /** The names of all samples. */
    Set<String> samples() {
        return SAMPLE.matcher(text).results().map(sample -> sample.group(1)).collect(toSet());
    }

    /** The sum of this meter's samples that have these labels. */
    public double sum(String name, String... labels) {
        return SAMPLE.matcher(text)
                .results()
                .filter(sample -> sample.group(1).equals(name) && has(sample, labels))
                .mapToDouble(sample -> Double.parseDouble(sample.group(3)))
                .sum();
    }

    private static boolean has(MatchResult sample, String... labels) {
        for (String label : labels) {
            if (sample.group(2) == null || !sample.group(2).contains(label)) {
                return false;
            }
        }
        return true;
    }
}
