package dev.tilefleet.standalone.cli;

import java.util.UUID;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a job's id as the fleet writes it; {@link UUID#fromString} alone takes other forms too. */
final class JobIDs implements ITypeConverter<UUID> {
    private static final Pattern FORM = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    @Override
    public UUID convert(String text) {
        if (!FORM.matcher(text).matches()) {
            throw new TypeConversionException("'" + text + "' is no job id; ids have the form of " + new UUID(0, 0));
        }
        return UUID.fromString(text);
    }
}
