package dev.tilefleet.standalone.processes;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.ByteBuffer;
import java.util.Map;

/**
 * A request on its way through a relay, or the request whose answer is on its way.
 *
 * @param what {@code PUT /tilefleet/jobs/….json} without the query, or the name of a Kafka request such as {@code
 *     Produce}
 * @param content the head of an HTTP request, the whole of a Kafka request; each byte as a character of ISO 8859-1
 */
public record Message(String what, String content) {
    private static final Map<Short, String> KAFKA = Map.of(
            (short) 0, "Produce",
            (short) 1, "Fetch",
            (short) 8, "OffsetCommit",
            (short) 9, "OffsetFetch",
            (short) 11, "JoinGroup",
            (short) 12, "Heartbeat",
            (short) 68, "ConsumerGroupHeartbeat");

    static Message http(byte[] head) {
        String content = new String(head, ISO_8859_1);
        String line = content.lines().findFirst().orElse("");
        String[] words = line.split(" ", 3);
        return new Message(words[0] + " " + (words.length > 1 ? words[1].split("\\?", 2)[0] : ""), content);
    }

    /** @param frame without its length: the API's key comes first */
    static Message kafka(byte[] frame) {
        short key = ByteBuffer.wrap(frame).getShort();
        return new Message(KAFKA.getOrDefault(key, "Kafka " + key), new String(frame, ISO_8859_1));
    }

    /** Whether this text stands in it; records and commit metadata travel uncompressed. */
    public boolean mentions(String text) {
        return content.contains(text);
    }

    /** A write to an object of this kind, {@code outcomes} for example. */
    public boolean puts(String kind) {
        return what.matches("PUT /[^/]+/" + kind + "/.*");
    }

    /** A record of this kind, {@code accepted}, {@code ended} or {@code progress}, on its way to the log. */
    public boolean produces(String kind) {
        return what.equals("Produce") && mentions("dev.tilefleet.job." + kind + ".v1");
    }

    /** A commit that says which tiles are in flight. */
    public boolean marksFlight() {
        return what.equals("OffsetCommit") && mentions("tf1;");
    }

    /** A commit that says that none is. */
    public boolean commitsPeace() {
        return what.equals("OffsetCommit") && !mentions("tf1;");
    }

    @Override
    public String toString() {
        return what;
    }
}
