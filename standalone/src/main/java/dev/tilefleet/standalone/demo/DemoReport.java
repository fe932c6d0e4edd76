package dev.tilefleet.standalone.demo;

import dev.tilefleet.model.ModelDescription.MaskClass;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What the demonstration found, as a person reads it.
 *
 * @param stages milliseconds by stage, in the order of the journey
 * @param total from before the upload until the mask was here
 */
record DemoReport(
        MaskCheck mask,
        List<MaskClass> classes,
        Agreement agreement,
        Duration startUp,
        Map<String, Double> stages,
        Duration total,
        Path npy,
        Path png) {

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("");
        lines.add("Mask: shape (%d, %d), uint8".formatted(mask.height(), mask.width()));
        addClasses(lines);
        lines.add("");
        lines.add("Time");
        addTimes(lines);
        lines.add("");
        lines.add("Files");
        lines.add("  %s  the mask, for numpy.load".formatted(npy));
        lines.add("  %s  true colour | mask".formatted(png));
        lines.add("");
        lines.addAll(Sample.CREDITS);
        return List.copyOf(lines);
    }

    private void addClasses(List<String> lines) {
        lines.add("  %-14s %9s  %s".formatted("class", "of tile", "of its hand-drawn pixels found"));
        for (MaskClass one : classes) {
            String recall = agreement.recall(one.value()).stream()
                    .mapToObj(DemoReport::fraction)
                    .findFirst()
                    .orElse("-");
            lines.add(String.format(
                    Locale.ROOT,
                    "  %d %-12s %7.1f %%  %s",
                    one.value(),
                    one.name(),
                    100 * agreement.share(one.value()),
                    recall));
        }
        lines.add("  %s of all pixels agree with the hand labels".formatted(fraction(agreement.accuracy())));
    }

    private void addTimes(List<String> lines) {
        lines.add(row("  ", "start-up", millis(startUp)));
        lines.add(row("  ", "tile to mask", millis(total)));
        stages.forEach((stage, time) -> lines.add(row("    ", stage, time)));
        double inStages =
                stages.values().stream().mapToDouble(Double::doubleValue).sum();
        lines.add(
                row("    ", "the rest", Math.max(millis(total) - inStages, 0)) + "  upload, records, polls, download");
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
