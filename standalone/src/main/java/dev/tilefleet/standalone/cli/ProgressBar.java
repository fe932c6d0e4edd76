package dev.tilefleet.standalone.cli;

/**
 * How far a batch of tiles has come.
 *
 * @param waiting whether the jobs are followed to their end, or only sent
 * @param settled tiles with which nothing more will happen, the failed among them
 */
record ProgressBar(int total, boolean waiting, int sent, int settled, int failed) {
    ProgressBar {
        if (failed > settled || settled > total || sent > total) {
            throw new IllegalArgumentException(
                    "of %d tiles %d sent, %d settled, %d failed".formatted(total, sent, settled, failed));
        }
    }

    static ProgressBar of(int total, boolean waiting) {
        return new ProgressBar(total, waiting, 0, 0, 0);
    }

    /** One more tile is with the fleet. */
    ProgressBar send() {
        return new ProgressBar(total, waiting, sent + 1, settled, failed);
    }

    /** One more tile has come to its end. */
    ProgressBar settle(boolean well) {
        return new ProgressBar(total, waiting, sent, settled + 1, failed + (well ? 0 : 1));
    }

    /** The bar in one line: {@code =} for settled tiles, {@code -} for those the fleet has. */
    String render(int cells) {
        int full = cells(settled, cells);
        int begun = Math.max(cells(sent, cells) - full, 0);
        StringBuilder line = new StringBuilder("[")
                .repeat("=", full)
                .repeat("-", begun)
                .repeat(" ", cells - full - begun)
                .append("] ");
        line.append(sent).append(" of ").append(total).append(" sent");
        if (waiting) {
            line.append(", ").append(settled - failed).append(" done");
        }
        if (failed > 0) {
            line.append(", ").append(failed).append(" failed");
        }
        return line.toString();
    }

    private int cells(int tiles, int cells) {
        return total == 0 ? 0 : (int) ((long) tiles * cells / total);
    }
}
