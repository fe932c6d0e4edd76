package dev.tilefleet.hostile;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.tilefleet.hostile.TiffFile.Field;
import java.util.List;
import java.util.Random;

/** Lies of texts: GDAL's own metadata, which is XML, and its nodata value. */
final class TextMutations {
    private static final int ASCII = 2;
    private static final int METADATA = 42112;
    private static final int NODATA = 42113;
    private static final String[] FRAGMENTS = {
        "<GDALMetadata>",
        "</GDALMetadata>",
        "<Item name=\"DESCRIPTION\" sample=\"0\" role=\"description\">B02</Item>",
        "<Item name=\"DESCRIPTION\" sample=\"%d\" role=\"description\">B03</Item>",
        "<Item name=\"DESCRIPTION\" sample=\"1\" role=\"description\">\u00FF\u00FE\u0080</Item>",
        "<Item name=\"PIXELTYPE\" domain=\"IMAGE_STRUCTURE\" sample=\"0\">SIGNEDBYTE</Item>",
        "<Item name=\"INTERLEAVE\" domain=\"IMAGE_STRUCTURE\">PIXEL</Item>",
        "<Item name=\"NBITS\" domain=\"IMAGE_STRUCTURE\" sample=\"0\">%d</Item>",
        "<Item name=\"SCALE\" sample=\"0\" role=\"scale\">1e999</Item>",
        "<Item name=\"X\" domain=\"xml:XMP\">&lt;a&gt;</Item>",
        "<!DOCTYPE a [<!ENTITY b \"ccc\"><!ENTITY d \"&b;&b;&b;\">]>",
        "&d;&#0;&#x110000;&amp;&unknown;",
        "<![CDATA[",
        "]]>",
        "<!--",
        "-->",
        "<Item",
        "=\"'\"",
        "%n%s%d",
        "<a b=\"c\">",
        "</a>",
        "<?xml version=\"1.0\"?>"
    };
    private static final String[] NODATA_TEXTS = {
        "nan",
        "-nan",
        "inf",
        "-1e999",
        "1e308",
        "0x10",
        "18446744073709551616",
        "-9223372036854775809",
        "",
        " ",
        "1,5",
        "0 0",
        "999999999999999999999999999999999999999999999999999999999999999999999999999999999999",
        "\u00FF\u00FF"
    };

    static final List<StructureMutation> ALL = List.of(TextMutations::metadata, TextMutations::nodata);

    private TextMutations() {}

    private static void metadata(TiffFile file, Random random) {
        StringBuilder text = new StringBuilder(random.nextInt(4) == 0 ? "" : "<GDALMetadata>");
        for (int pieces = random.nextInt(12); pieces > 0; pieces--) {
            String piece = FRAGMENTS[random.nextInt(FRAGMENTS.length)].replace(
                    "%d", String.valueOf(Numbers.any(file, random)));
            text.append(piece.repeat(random.nextInt(8) == 0 ? 1 << random.nextInt(12) : 1));
        }
        text.append(random.nextInt(3) == 0 ? "" : "</GDALMetadata>");
        put(file, METADATA, text.toString(), random);
    }

    private static void nodata(TiffFile file, Random random) {
        String text = NODATA_TEXTS[random.nextInt(NODATA_TEXTS.length)];
        put(file, NODATA, text.repeat(random.nextInt(8) == 0 ? 1 << random.nextInt(12) : 1), random);
    }

    /** In the field of that tag, or in one that has to make room; with or without the zero that ends it. */
    private static void put(TiffFile file, int tag, String text, Random random) {
        byte[] bytes = (random.nextInt(8) == 0 ? text + text : text + "\0").getBytes(ISO_8859_1);
        Field field = file.field(tag, tag).orElseGet(() -> DirectoryMutations.anyField(file, random));
        int position = file.append(bytes);
        file.put(field.position(), file.field(tag, ASCII, bytes.length, position));
    }
}
