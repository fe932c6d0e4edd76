package dev.tilefleet.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/** The shipped items, and copies of them with something changed. */
final class TestingModels {
    private static final ObjectMapper JSON = new ObjectMapper();
    private final Path folder;

    TestingModels(Path folder) {
        this.folder = folder;
    }

    /** The repository's {@code models} folder: tests run in their module's. */
    static Path shipped() {
        return Path.of("..", "models");
    }

    /** Copies a shipped item into the folder after a change. */
    void copy(String process, Consumer<ObjectNode> change) throws IOException {
        copy(process, process, change);
    }

    /** The same under another folder's name. */
    void copy(String process, String name, Consumer<ObjectNode> change) throws IOException {
        ObjectNode item = (ObjectNode)
                JSON.readTree(shipped().resolve(process).resolve("item.json").toFile());
        change.accept(item);
        write(name, JSON.writeValueAsString(item));
    }

    void write(String name, String text) throws IOException {
        Path target = folder.resolve(name);
        Files.createDirectories(target);
        Files.writeString(target.resolve("item.json"), text);
    }

    /** The object at a JSON pointer. */
    static ObjectNode at(JsonNode item, String pointer) {
        return (ObjectNode) item.at(pointer);
    }

    /** Any JSON, with single quotes for double ones. */
    static JsonNode json(String text) {
        try {
            return JSON.readTree(text.replace('\'', '"'));
        } catch (IOException e) {
            throw new IllegalArgumentException(text, e);
        }
    }
}
