package dev.tilefleet.standalone.processes;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Requests one after the other, as HTTP/1.1 clients send them: the next bytes from the store answer the last one. */
final class HttpTraffic implements Traffic {
    private static final Pattern LENGTH = Pattern.compile("(?im)^content-length: *(\\d+)");
    private static final int PIECE = 16 << 10;

    private final Gate gate;
    private final Watches requests;
    private final Watches answers;
    private final AtomicReference<Message> unanswered = new AtomicReference<>();

    HttpTraffic(Gate gate, Watches requests, Watches answers) {
        this.gate = gate;
        this.requests = requests;
        this.answers = answers;
    }

    @Override
    public void carryRequests(InputStream from, OutputStream to) throws IOException, InterruptedException {
        InputStream in = new BufferedInputStream(from, PIECE);
        for (byte[] head = head(in); head.length > 0; head = head(in)) {
            gate.pass();
            Message request = Message.http(head);
            if (requests.see(request) == Verdict.DROP) {
                return;
            }
            unanswered.set(request);
            to.write(head);
            to.flush();
            carry(in, to, length(head));
        }
    }

    @Override
    public void carryAnswers(InputStream from, OutputStream to) throws IOException, InterruptedException {
        byte[] piece = new byte[PIECE];
        for (int read = from.read(piece); read >= 0; read = from.read(piece)) {
            gate.pass();
            Message request = unanswered.getAndSet(null);
            if (request != null && answers.see(request) == Verdict.DROP) {
                return;
            }
            to.write(piece, 0, read);
            to.flush();
        }
    }

    /** Up to and with the empty line; nothing at the end of the connection. */
    static byte[] head(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        int matched = 0;
        while (matched < 4) {
            int next = in.read();
            if (next < 0) {
                return new byte[0];
            }
            head.write(next);
            boolean expected = next == (matched % 2 == 0 ? '\r' : '\n');
            matched = expected ? matched + 1 : next == '\r' ? 1 : 0;
        }
        return head.toByteArray();
    }

    static long length(byte[] head) {
        Matcher length = LENGTH.matcher(new String(head, ISO_8859_1));
        return length.find() ? Long.parseLong(length.group(1)) : 0;
    }

    private void carry(InputStream in, OutputStream to, long length) throws IOException, InterruptedException {
        byte[] piece = new byte[PIECE];
        long left = length;
        while (left > 0) {
            int read = in.read(piece, 0, (int) Math.min(piece.length, left));
            if (read < 0) {
                return;
            }
            gate.pass();
            to.write(piece, 0, read);
            to.flush();
            left -= read;
        }
    }
}
