package dev.tilefleet.worker.infer;

import java.util.ArrayList;
import java.util.List;

/**
 * How many waiting tiles make the next forward pass.
 *
 * <p>An idle device starts at once with what there is; while all of it is busy, tiles gather up to the batch size. Only
 * a few sizes are used (powers of two and the batch size), because libtorch optimises anew for each shape: all of them
 * are warmed up before the first tile.
 *
 * @param batchSize tiles a forward pass at most
 */
record BatchingPolicy(int batchSize) {
    BatchingPolicy {
        if (batchSize < 1) {
            throw new IllegalArgumentException("a batch holds at least one tile");
        }
    }

    /** The sizes in use, from 1 up. */
    List<Integer> sizes() {
        List<Integer> sizes = new ArrayList<>();
        for (int size = 1; size < batchSize; size *= 2) {
            sizes.add(size);
        }
        sizes.add(batchSize);
        return sizes;
    }

    /**
     * How many tiles to start now: 0 means wait.
     *
     * @param waiting tiles
     * @param idle forward passes the device could start now; what waits is shared between them
     */
    int launch(int waiting, int idle) {
        if (waiting == 0 || idle == 0) {
            return 0;
        }
        int share = Math.ceilDiv(waiting, idle);
        return sizes().stream()
                .filter(size -> size <= share)
                .max(Integer::compare)
                .orElseThrow();
    }
}
