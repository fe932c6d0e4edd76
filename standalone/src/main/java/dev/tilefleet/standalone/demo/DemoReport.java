package dev.tilefleet.standalone.demo;

import dev.tilefleet.model.ModelDescription.MaskClass;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * What the demonstration found, as a person reads it.
 *
 * @param startUp of the fleet
 * @param legs milliseconds by leg of the tile's way, in their order
 * @param total from the beginning of the upload until the mask was here
 */
record DemoReport(
        MaskCheck mask,
        List<MaskClass> classes,
        Agreement agreement,
        Duration startUp,
        Map<String, Double> legs,
        Duration total,
        Path npy,
        Path png) {

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("");
        lines.add("mask: shape (%d, %d), dtype uint8, every value a class of the model"
                .formatted(mask.height(), mask.width()));
        lines.add("  %-15s %7s %8s".formatted("class", "share", "recall"));
        classes.forEach(one -> lines.add(row(one)));
        lines.add("  accuracy against the hand labels, over all pixels: " + fraction(agreement.accuracy()));
        lines.add("");
        lines.add("time");
        lines.add(row("  ", "start-up", millis(startUp)));
        lines.add(row("  ", "tile to mask", millis(total)));
        legs.forEach((leg, time) -> lines.add(row("    ", leg, time)));
        lines.add("");
        lines.add("files");
        lines.add("  %s".formatted(npy));
        lines.add("  %s  (true colour | mask)".formatted(png));
        lines.add("");
        lines.addAll(Sample.CREDITS);
        return List.copyOf(lines);
    }

    /** Which part of the tile the mask gives to the class, and which part of the pixels with its label it found. */
    private String row(MaskClass one) {
        OptionalDouble recall = agreement.recall(one.value());
        return String.format(
                Locale.ROOT,
                "  %d %-13s %5.1f %% %8s",
                one.value(),
                one.name(),
                100 * agreement.share(one.value()),
                recall.isPresent() ? fraction(recall.getAsDouble()) : "-");
    }

    private static String row(String indent, String name, double millis) {
        return String.format(Locale.ROOT, "%-18s %8.0f ms", indent + name, millis);
    }

    private static double millis(Duration time) {
        return time.toNanos() / 1e6;
    }

    private static String fraction(double part) {
        return String.format(Locale.ROOT, "%.2f", part);
    }
}
