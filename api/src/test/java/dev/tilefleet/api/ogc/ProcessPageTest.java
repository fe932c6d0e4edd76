package dev.tilefleet.api.ogc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tilefleet.api.TestingModels;
import dev.tilefleet.api.edge.Links;
import dev.tilefleet.job.ProblemException;
import io.vertx.core.MultiMap;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProcessPageTest {
    private final Processes processes = new Processes(List.of(TestingModels.unet10(), TestingModels.cloudMask()));

    @Test
    void holdsAllOfThemByItself() {
        JsonObject page = page(Map.of());

        assertThat(ids(page)).containsExactly("cloud-mask", "unet10");
        assertThat(page.getJsonArray("links")).hasSize(1);
    }

    @Test
    void linksToTheNextWhereMoreAreLeft() {
        JsonObject page = page(Map.of("limit", "1"));

        assertThat(ids(page)).containsExactly("cloud-mask");
        assertThat(page.getJsonArray("links").getJsonObject(1).getString("href"))
                .isEqualTo("https://tiles.example.com/processes?limit=1&after=cloud-mask");
    }

    @Test
    void endsWithTheLast() {
        JsonObject page = page(Map.of("limit", "1", "after", "cloud-mask"));

        assertThat(ids(page)).containsExactly("unet10");
        assertThat(page.getJsonArray("links")).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"limit, 0", "limit, -1", "limit, all", "after, A/B"})
    void refusesWhatNobodyCouldMean(String name, String value) {
        assertThatThrownBy(() -> page(Map.of(name, value))).isInstanceOf(ProblemException.class);
    }

    private JsonObject page(Map<String, String> query) {
        return ProcessPage.of(MultiMap.caseInsensitiveMultiMap().addAll(query))
                .of(processes.all(), new Links("https://tiles.example.com"));
    }

    private static List<String> ids(JsonObject page) {
        JsonArray list = page.getJsonArray("processes");
        return list.stream()
                .map(process -> ((JsonObject) process).getString("id"))
                .toList();
    }
}
