package dev.tilefleet.api.page;

import io.vertx.ext.web.MIMEHeader;
import java.util.Comparator;
import java.util.List;

/** What a client takes, by its header {@code Accept} (RFC 9110, 12.5.1): rather the page, or rather JSON. */
final class AcceptedTypes {
    private AcceptedTypes() {}

    /**
     * Only where HTML is wanted more: who takes anything, or both alike, is a program more often than a person, and a
     * browser asks for HTML by name.
     *
     * @param accept empty where the header is missing, which means anything
     */
    static boolean preferHtml(List<MIMEHeader> accept) {
        return quality(accept, "text", "html") > quality(accept, "application", "json");
    }

    /** That of the most specific range which the type is in; 0 for a type that is not acceptable. */
    private static float quality(List<MIMEHeader> accept, String component, String subComponent) {
        return accept.stream()
                .filter(range -> matches(range.component(), component) && matches(range.subComponent(), subComponent))
                .max(Comparator.comparingInt(AcceptedTypes::precision))
                .map(MIMEHeader::weight)
                .orElse(0f);
    }

    private static boolean matches(String range, String name) {
        return range.equals("*") || range.equalsIgnoreCase(name);
    }

    private static int precision(MIMEHeader range) {
        return range.component().equals("*") ? 0 : range.subComponent().equals("*") ? 1 : 2;
    }
}
