package dev.tilefleet.api.compat;

import dev.tilefleet.npy.NpyHeader;
import io.vertx.core.buffer.Buffer;

/** A mask as {@code numpy.save} writes it: {@code <f4}, C order, 1 where there is cloud, else 0. */
final class CloudNpy {
    private CloudNpy() {}

    static Buffer write(MaskArray mask) {
        byte[] header = NpyHeader.of("<f4", mask.height(), mask.width());
        Buffer file = Buffer.buffer(header.length + mask.pixels() * Float.BYTES).appendBytes(header);
        for (int pixel = 0; pixel < mask.pixels(); pixel++) {
            file.appendFloatLE(mask.isCloud(pixel) ? 1 : 0);
        }
        return file;
    }
}
