package dev.tilefleet.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A place in a JSON document that remembers what is wrong there and goes on with a stand-in, so that one reading finds
 * every problem.
 *
 * <p>Below a member that is missing or of the wrong kind nothing more is reported.
 */
final class Member {
    private final String path;
    private final JsonNode node;
    private final List<String> problems;
    private final boolean silent;

    private Member(String path, JsonNode node, List<String> problems, boolean silent) {
        this.path = path;
        this.node = node;
        this.problems = problems;
        this.silent = silent;
    }

    /** The document's root. */
    static Member root(JsonNode node, List<String> problems) {
        return new Member("", node, problems, false);
    }

    /** Reports a problem here; the same one is reported once, however often the member is read. */
    void refuse(String complaint) {
        String problem = path.isEmpty() ? complaint : path + ": " + complaint;
        if (!silent && !problems.contains(problem)) {
            problems.add(problem);
        }
    }

    /** A stand-in for what is known to be wrong: missing, and reported no further. */
    Member silent() {
        return new Member(path, MissingNode.getInstance(), problems, true);
    }

    boolean isPresent() {
        return !node.isMissingNode();
    }

    boolean isNumber() {
        return node.isNumber();
    }

    /** The member of that name, present or not. */
    Member at(String name) {
        return new Member(path.isEmpty() ? name : path + "." + name, node.path(name), problems, silent);
    }

    /** This member, which must be an object. */
    Member object() {
        return node.isObject() ? this : refused("an object");
    }

    /** The elements of this member, which must be an array. */
    List<Member> elements() {
        if (!node.isArray()) {
            refused("an array");
            return List.of();
        }
        List<Member> elements = new ArrayList<>();
        for (int i = 0; i < node.size(); i++) {
            elements.add(new Member(path + "[" + i + "]", node.get(i), problems, silent));
        }
        return elements;
    }

    /** The only element of this member, which must be an array of one object. */
    Member only() {
        List<Member> elements = elements();
        if (elements.size() == 1) {
            return elements.getFirst().object();
        }
        if (node.isArray()) {
            refuse("has " + elements.size() + " elements, must have one");
        }
        return silent();
    }

    /** The members of this object by name, in their order. */
    List<Map.Entry<String, Member>> entries() {
        return object().node.properties().stream()
                .map(entry -> Map.entry(entry.getKey(), at(entry.getKey())))
                .toList();
    }

    String text() {
        if (node.isTextual() && !node.textValue().isBlank()) {
            return node.textValue();
        }
        refused("a text");
        return "";
    }

    int integer() {
        if (node.isInt()) {
            return node.intValue();
        }
        refused("a whole number");
        return 0;
    }

    double number() {
        if (node.isNumber()) {
            return node.doubleValue();
        }
        refused("a number");
        return 0;
    }

    List<String> texts() {
        return elements().stream().map(Member::text).toList();
    }

    List<Integer> integers() {
        return elements().stream().map(Member::integer).toList();
    }

    /** This member's text, which must be the one given. */
    void mustBe(String expected) {
        String found = text();
        if (!found.isEmpty() && !found.equals(expected)) {
            refuse("is \"" + found + "\", must be \"" + expected + "\"");
        }
    }

    /** Makes a part of the description unless something was wrong anywhere; what its constructor objects to is a problem. */
    <T> Optional<T> make(Supplier<T> constructor) {
        if (!problems.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(constructor.get());
        } catch (IllegalArgumentException e) {
            refuse(e.getMessage());
            return Optional.empty();
        }
    }

    private Member refused(String kind) {
        refuse(node.isMissingNode() ? "is missing" : "must be " + kind);
        return silent();
    }
}
