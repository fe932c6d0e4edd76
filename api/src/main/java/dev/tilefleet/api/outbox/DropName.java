package dev.tilefleet.api.outbox;

import static java.util.Objects.requireNonNull;

import dev.tilefleet.store.ObjectKeys;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The name of a dropped file, {@code inbox/{process}/{path}}, and the names in the outbox that follow from it.
 *
 * @param process as it was written, perhaps of none that there is; empty for a file that lies in no folder
 * @param path the rest, folders and name
 */
public record DropName(String process, String path) {
    private static final List<String> ENDINGS = List.of(".tif", ".tiff");
    private static final String SIDE_CAR = ".json";

    public DropName {
        requireNonNull(process, "process");
        requireNonNull(path, "path");
    }

    /**
     * What this key names, or nothing for what is no dropped file: a folder, a side-car, and whatever begins with {@code _}
     * or {@code .} or lies in a folder that does, by which tools hide what they have not finished.
     */
    public static Optional<DropName> of(String key) {
        if (!key.startsWith(ObjectKeys.INBOX) || key.endsWith(SIDE_CAR)) {
            return Optional.empty();
        }
        String name = key.substring(ObjectKeys.INBOX.length());
        if (Arrays.stream(name.split("/", -1)).anyMatch(DropName::isHidden)) {
            return Optional.empty();
        }
        int slash = name.indexOf('/');
        return Optional.of(
                slash < 0 ? new DropName("", name) : new DropName(name.substring(0, slash), name.substring(slash + 1)));
    }

    /** A name that is empty is that of a folder, or one that not every store can hold. */
    private static boolean isHidden(String part) {
        return part.isEmpty() || part.startsWith("_") || part.startsWith(".");
    }

    /** Where it lies. */
    public String key() {
        return ObjectKeys.INBOX + inProcess(path);
    }

    /** Where its parameters lie, if it has any. */
    public String sideCar() {
        return key() + SIDE_CAR;
    }

    /** Where its mask goes. */
    public String mask() {
        return outbox(".npy");
    }

    /** Where it is told how its mask came about. */
    public String document() {
        return outbox(".json");
    }

    /** Where it is told why there is no mask. */
    public String error() {
        return outbox(".error.json");
    }

    /** Where it goes itself, if it does. */
    String moved() {
        return ObjectKeys.OUTBOX + inProcess(path);
    }

    private String outbox(String ending) {
        return ObjectKeys.OUTBOX + inProcess(stem()) + ending;
    }

    private String stem() {
        String lower = path.toLowerCase(Locale.ROOT);
        return ENDINGS.stream()
                .filter(lower::endsWith)
                .findFirst()
                .map(ending -> path.substring(0, path.length() - ending.length()))
                .orElse(path);
    }

    private String inProcess(String name) {
        return process.isEmpty() ? name : process + "/" + name;
    }
}
