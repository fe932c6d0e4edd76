package dev.tilefleet.worker.raster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tilefleet.model.ModelDescription.MaskClass;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class SideBySideTest {
    private final Gdal gdal = Gdal.load(Optional.empty());
    private final SideBySide picture =
            new SideBySide(List.of(new MaskClass(0, "clear", "", "00ff00"), new MaskClass(1, "cloud", "", "#FF0000")));

    @Test
    void showsTheMaskInItsColorsBesideTheTile() throws IOException {
        byte[] mask = new byte[10 * 6];
        mask[1] = 1;
        mask[2] = 9;

        BufferedImage image = draw(new TestingTiff(10, 6, 3), mask);

        assertThat(image.getWidth()).isEqualTo(10 + 8 + 10);
        assertThat(image.getHeight()).isEqualTo(6);
        assertThat(image.getRGB(18, 0) & 0xFFFFFF).isEqualTo(0x00FF00);
        assertThat(image.getRGB(19, 0) & 0xFFFFFF).isEqualTo(0xFF0000);
        assertThat(image.getRGB(20, 0) & 0xFFFFFF).as("no such class").isZero();
        assertThat(image.getRGB(10, 0) & 0xFFFFFF).as("gap").isEqualTo(0x808890);
    }

    @Test
    void takesRedGreenAndBlueByTheBandsNames() throws IOException {
        TestingTiff tiff = new TestingTiff(10, 6, 4)
                .naming("B04", "B08", "B02", "B03")
                .filledWith((band, x, _) -> band == 0 ? x * 100 : 5);

        BufferedImage image = draw(tiff, new byte[60]);

        assertThat(image.getRGB(0, 3) & 0xFFFFFF).isZero();
        assertThat(image.getRGB(9, 3) & 0xFFFFFF).isEqualTo(0xFF0000);
    }

    @Test
    void takesTheThirdBandForRedWhereNoneIsNamed() throws IOException {
        TestingTiff tiff = new TestingTiff(10, 6, 4).filledWith((band, x, _) -> band == 2 ? x * 100 : 5);

        BufferedImage image = draw(tiff, new byte[60]);

        assertThat(image.getRGB(9, 3) & 0xFFFFFF).isEqualTo(0xFF0000);
    }

    @Test
    void brightensWhatLiesBetweenBlackAndWhite() throws IOException {
        BufferedImage image = draw(new TestingTiff(10, 6, 1).filledWith((_, x, _) -> x), new byte[60]);

        // A ninth of the range, to the power of 1/1.8.
        assertThat(image.getRGB(1, 0) & 0xFF).isEqualTo(75);
    }

    @Test
    void drawsASingleBandInGrey() throws IOException {
        BufferedImage image = draw(new TestingTiff(10, 6, 1).filledWith((_, x, _) -> x), new byte[60]);

        assertThat(image.getRGB(9, 0) & 0xFFFFFF).isEqualTo(0xFFFFFF);
    }

    @Test
    void drawsWhatIsNoNumberInBlack() throws IOException {
        TestingTiff tiff =
                new TestingTiff(10, 6, 3).of(SampleType.FLOAT32).filledWith((_, x, _) -> x == 4 ? Double.NaN : x);

        BufferedImage image = draw(tiff, new byte[60]);

        assertThat(image.getRGB(4, 0) & 0xFFFFFF).isZero();
        assertThat(image.getRGB(9, 0) & 0xFFFFFF).isEqualTo(0xFFFFFF);
    }

    private BufferedImage draw(TestingTiff tiff, byte[] mask) throws IOException {
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        picture.write(gdal, MemorySegment.ofArray(tiff.bytes()), mask, 10, 6, png);
        return ImageIO.read(new ByteArrayInputStream(png.toByteArray()));
    }
}
