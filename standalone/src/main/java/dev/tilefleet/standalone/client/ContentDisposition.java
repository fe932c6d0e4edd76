package dev.tilefleet.standalone.client;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Writes the {@code Content-Disposition} header that carries a file's name (RFC 6266, RFC 8187). */
final class ContentDisposition {
    private static final String ATTRIBUTE_CHARACTERS = "!#$&+-.^_`|~";

    private ContentDisposition() {}

    /**
     * {@code attachment} with the file's name; a name that ASCII cannot carry comes twice, with stand-ins for old
     * readers and as {@code filename*}.
     */
    static String attachment(String filename) {
        StringBuilder plain = new StringBuilder();
        boolean exact = true;
        for (int at = 0; at < filename.length(); at++) {
            char character = filename.charAt(at);
            // Readers disagree on escapes within quotes, and on percent signs, so such names go the exact way too.
            boolean safe = character >= ' ' && character < 127 && "\"\\%".indexOf(character) < 0;
            exact &= safe;
            plain.append(safe ? character : '_');
        }
        String header = "attachment; filename=\"" + plain + "\"";
        return exact ? header : header + "; filename*=UTF-8''" + encoded(filename);
    }

    private static String encoded(String filename) {
        StringBuilder text = new StringBuilder();
        for (byte value : filename.getBytes(UTF_8)) {
            if (isAttributeCharacter((char) (value & 0xff))) {
                text.append((char) value);
            } else {
                text.append("%%%02X".formatted(value & 0xff));
            }
        }
        return text.toString();
    }

    private static boolean isAttributeCharacter(char character) {
        return (character >= 'a' && character <= 'z')
                || (character >= 'A' && character <= 'Z')
                || (character >= '0' && character <= '9')
                || ATTRIBUTE_CHARACTERS.indexOf(character) >= 0;
    }
}
