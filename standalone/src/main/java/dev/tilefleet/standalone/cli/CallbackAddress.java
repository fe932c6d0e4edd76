package dev.tilefleet.standalone.cli;

import java.net.URI;
import java.net.URISyntaxException;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Takes what may be a callback; whether the fleet calls there is the fleet's decision. */
final class CallbackAddress implements ITypeConverter<URI> {
    @Override
    public URI convert(String text) {
        try {
            URI address = new URI(text);
            if (address.getHost() != null
                    && ("http".equals(address.getScheme()) || "https".equals(address.getScheme()))) {
                return address;
            }
        } catch (URISyntaxException e) {
            throw refusal(text);
        }
        throw refusal(text);
    }

    private static TypeConversionException refusal(String text) {
        return new TypeConversionException("'" + text + "' is no address such as https://example.com/hooks?job=7");
    }
}
