package dev.tilefleet.standalone.cli;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A place in a raster: columns left of it, rows above it. */
record PixelOffset(int x, int y) {
    private static final Pattern FORM = Pattern.compile("(\\d{1,9}),(\\d{1,9})");

    /** Reads {@code 1024,512}. */
    static final class Form implements ITypeConverter<PixelOffset> {
        @Override
        public PixelOffset convert(String text) {
            Matcher matcher = FORM.matcher(text);
            if (!matcher.matches()) {
                throw new TypeConversionException("'" + text + "' is no offset such as 1024,512 (column, row)");
            }
            return new PixelOffset(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
        }
    }
}
