package dev.tilefleet.api.compat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The old services' answers, read by the NumPys that their clients have. */
final class NumpyIT {
    private static final String READ_ALL = """
            import gzip, io, pickle, sys
            import numpy as np

            expected = (np.arange(512 * 512) % 3 == 1).reshape(512, 512).astype(np.float32)

            def check(array):
                assert type(array) is np.ndarray, type(array)
                assert array.dtype == np.dtype("<f4"), array.dtype
                assert array.shape == (512, 512), array.shape
                assert array.flags.c_contiguous and array.flags.writeable, array.flags
                assert np.array_equal(array, expected)

            with open("mask.pickle", "rb") as file:
                check(pickle.load(file))
            with open("mask.pickle.gz", "rb") as file:
                check(pickle.loads(gzip.decompress(file.read())))
            check(np.load("mask.pickle", allow_pickle=True))
            check(np.load("mask.npy"))
            saved = io.BytesIO()
            np.save(saved, expected)
            with open("mask.npy", "rb") as file:
                assert file.read() == saved.getvalue()
            print("NumPy", np.__version__)
            """;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({"<2, NumPy 1.", ">=2, NumPy 2."})
    void opensThem(String version, String name) throws IOException, InterruptedException {
        Optional<Python> python = Python.with("numpy", version);
        assumeTrue(python.isPresent(), "skipped: no python3 with venv and pip here that could install numpy" + version);
        MaskArray mask = TestingMask.of(512, 512, pixel -> pixel % 3);
        Files.write(folder.resolve("mask.pickle"), CloudPickle.write(mask).getBytes());
        Files.write(
                folder.resolve("mask.pickle.gz"),
                Gzip.of(CloudPickle.write(mask)).getBytes());
        Files.write(folder.resolve("mask.npy"), CloudNpy.write(mask).getBytes());

        Python.Ended ended =
                python.get().script("import os, sys; os.chdir(sys.argv[1])\n" + READ_ALL, folder.toString());

        assertThat(ended.code()).as(ended::said).isZero();
        assertThat(ended.said()).startsWith(name);
    }
}
