package dev.tilefleet.worker.infer;

import dev.tilefleet.model.ModelDescription;
import dev.tilefleet.model.PostProcessing;

/** The tensors of a model as its item describes them. */
record TorchShape(int bands, int channels, int height, int width) {

    static TorchShape of(ModelDescription model) {
        int channels = switch (model.postProcessing()) {
            case PostProcessing.Threshold _ -> 1;
            case PostProcessing.ArgMax _ -> model.classes().size();
        };
        return new TorchShape(
                model.input().bands().size(),
                channels,
                model.input().height(),
                model.input().width());
    }

    /** Bytes of one tile. */
    long tileSize() {
        return (long) Float.BYTES * bands * height * width;
    }

    /** Bytes of one raw output. */
    long rawSize() {
        return (long) Float.BYTES * channels * height * width;
    }
}
