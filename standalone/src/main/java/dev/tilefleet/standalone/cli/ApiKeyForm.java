package dev.tilefleet.standalone.cli;

import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads an API key, and repeats none in a complaint. */
final class ApiKeyForm implements ITypeConverter<String> {
    private static final Pattern FORM = Pattern.compile("[\\x21-\\x7e]+");

    @Override
    public String convert(String text) {
        if (!FORM.matcher(text).matches()) {
            throw new TypeConversionException("a key is of visible ASCII characters without spaces; this is not");
        }
        return text;
    }
}
