package dev.tilefleet.worker.raster;

import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What a tile calls its bands, in the file's order; an empty text is no name. */
public record BandNames(List<String> names) {
    private static final Pattern ZEROS = Pattern.compile("(?<=\\D|^)0+(?=\\d)");

    public BandNames {
        names = List.copyOf(names);
    }

    public int count() {
        return names.size();
    }

    /**
     * The one-based position of the only band with this name, nothing if none or several have it. Case does not count,
     * nor do leading zeros: {@code b2} is {@code B02}.
     */
    public OptionalInt position(String name) {
        String wanted = plain(name);
        int[] found = IntStream.rangeClosed(1, count())
                .filter(position ->
                        !wanted.isEmpty() && plain(names.get(position - 1)).equals(wanted))
                .toArray();
        return found.length == 1 ? OptionalInt.of(found[0]) : OptionalInt.empty();
    }

    /** Fits behind "the tile has": {@code 3 bands (B02, B03, -)}. */
    @Override
    public String toString() {
        String list = names.stream()
                .limit(20)
                .map(name -> name.isBlank() ? "-" : name.substring(0, Math.min(name.length(), 40)))
                .collect(Collectors.joining(", ", "", count() > 20 ? ", …" : ""));
        boolean named = names.stream().anyMatch(name -> !name.isBlank());
        return count() + (count() == 1 ? " band" : " bands") + (named ? " (" + list + ")" : ", none of them named");
    }

    private static String plain(String name) {
        return ZEROS.matcher(name.strip().toLowerCase(Locale.ROOT)).replaceAll("");
    }
}
