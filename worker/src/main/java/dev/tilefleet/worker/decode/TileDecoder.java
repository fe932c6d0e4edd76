package dev.tilefleet.worker.decode;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tilefleet.job.ProblemException;
import dev.tilefleet.model.ModelInput;
import dev.tilefleet.model.Scaling;
import dev.tilefleet.worker.raster.BandNames;
import dev.tilefleet.worker.raster.Gdal;
import dev.tilefleet.worker.raster.Raster;
import dev.tilefleet.worker.raster.SampleType;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import java.util.Map;

/**
 * Turns a GeoTIFF into one model's input. Has no state between tiles: any number of threads may decode at once, each
 * with a target of its own. It computes without waiting, so platform threads, one per core at most, serve it best.
 */
public final class TileDecoder {
    private final Gdal gdal;
    private final ModelInput input;
    private final BandChooser chooser;

    public TileDecoder(Gdal gdal, ModelInput input) {
        this.gdal = gdal;
        this.input = input;
        this.chooser = new BandChooser(input);
    }

    /** The size of one decoded tile: {@code bands * height * width} floats. */
    public long bytes() {
        return planeBytes() * input.bands().size();
    }

    /**
     * Writes the tile as {@code [bands, height, width]} float32 in native byte order, scaled.
     *
     * <p>Every pixel counts as it stands; a tile's nodata value is a pixel like any other.
     *
     * @param tile the file's bytes; native memory spares a copy
     * @param parameters the job's; {@code boaAddOffset} is the one known here
     * @param target native, of {@link #bytes} bytes; what it holds after an exception is undefined
     * @throws ProblemException when the tile or a parameter is not what the model takes
     */
    public void decode(MemorySegment tile, Map<String, JsonNode> parameters, MemorySegment target) {
        BandScaler scaler = scaler(DecodeParameters.of(parameters));
        try (Raster raster = gdal.open(tile, input.width(), input.height())) {
            BandNames names = raster.bandNames();
            List<Integer> positions = chooser.choose(names);
            if (raster.sampleType().isExactInFloat()) {
                decodeFloats(raster, names, positions, scaler, target);
            } else {
                decodeDoubles(raster, names, positions, scaler, target);
            }
        }
    }

    /** GDAL writes float32 right into the target: for 16-bit integers this costs no more than reading them as such. */
    private void decodeFloats(
            Raster raster, BandNames names, List<Integer> positions, BandScaler scaler, MemorySegment target) {
        raster.read(positions, SampleType.FLOAT32, target);
        boolean integer = raster.sampleType().isInteger();
        float[] pixels = new float[pixels()];
        for (int band = 0; band < positions.size(); band++) {
            MemorySegment.copy(target, ValueLayout.JAVA_FLOAT, band * planeBytes(), pixels, 0, pixels.length);
            if (!integer) {
                FinitePixels.check(pixels, label(names, positions.get(band)));
            }
            scaler.scale(pixels, band, integer);
            MemorySegment.copy(pixels, 0, target, ValueLayout.JAVA_FLOAT, band * planeBytes(), pixels.length);
        }
    }

    private void decodeDoubles(
            Raster raster, BandNames names, List<Integer> positions, BandScaler scaler, MemorySegment target) {
        double[] pixels = new double[pixels()];
        float[] scaled = new float[pixels()];
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment plane = arena.allocate(ValueLayout.JAVA_DOUBLE, pixels.length);
            for (int band = 0; band < positions.size(); band++) {
                raster.read(List.of(positions.get(band)), SampleType.FLOAT64, plane);
                MemorySegment.copy(plane, ValueLayout.JAVA_DOUBLE, 0, pixels, 0, pixels.length);
                FinitePixels.check(pixels, label(names, positions.get(band)));
                scaler.scale(pixels, band, raster.sampleType().isInteger(), scaled);
                MemorySegment.copy(scaled, 0, target, ValueLayout.JAVA_FLOAT, band * planeBytes(), scaled.length);
            }
        }
    }

    private BandScaler scaler(DecodeParameters parameters) {
        return switch (input.scaling()) {
            case Scaling.Percentile90Clip() -> new PercentileClip();
            case Scaling.ReflectanceZScore zScore -> new ZScore(zScore, parameters.boaAddOffset());
        };
    }

    private static String label(BandNames names, int position) {
        String name = names.names().get(position - 1);
        return name.isBlank() ? String.valueOf(position) : "%d (%s)".formatted(position, name);
    }

    private int pixels() {
        return Math.multiplyExact(input.height(), input.width());
    }

    private long planeBytes() {
        return (long) pixels() * Float.BYTES;
    }
}
