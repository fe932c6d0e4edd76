package dev.tilefleet.standalone;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An HTTP client without manners: sends what it is told to, stops where it is told to. */
public final class RawConnection implements AutoCloseable {
    private static final Pattern LENGTH = Pattern.compile("content-length: (\\d+)", Pattern.CASE_INSENSITIVE);
    private static final Duration SILENCE = Duration.ofSeconds(30);

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;

    public RawConnection(URI fleet) throws IOException {
        this(fleet, SILENCE);
    }

    /** @param silence how long an answer may take */
    public RawConnection(URI fleet, Duration silence) throws IOException {
        this.socket = new Socket(fleet.getHost(), fleet.getPort());
        this.in = socket.getInputStream();
        this.out = socket.getOutputStream();
        socket.setSoTimeout(Math.toIntExact(silence.toMillis()));
    }

    /** Sends the head of a submission to cloud-mask, with these lines beside Host. */
    RawConnection head(String... headers) throws IOException {
        return headTo("cloud-mask", headers);
    }

    /** The same, to another process, with a query too. */
    public RawConnection headTo(String process, String... headers) throws IOException {
        String[] parts = process.split("(?=\\?)", 2);
        return send("POST /processes/%s/execution%s HTTP/1.1\r\nHost: %s:%d\r\n%s\r\n\r\n"
                .formatted(
                        parts[0],
                        parts.length == 2 ? parts[1] : "",
                        socket.getInetAddress().getHostAddress(),
                        socket.getPort(),
                        String.join("\r\n", headers))
                .getBytes(ISO_8859_1));
    }

    public RawConnection send(byte[] bytes) throws IOException {
        out.write(bytes);
        out.flush();
        return this;
    }

    /** Waits until the other side says that it takes the body. */
    public RawConnection await100() throws IOException {
        if (!answer().startsWith("HTTP/1.1 100 ")) {
            throw new IOException("no 100 Continue");
        }
        return this;
    }

    /** The next answer: its head and, by its Content-Length, its body. */
    public String answer() throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(ISO_8859_1).endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("the connection ended after: " + head.toString(ISO_8859_1));
            }
            head.write(next);
        }
        String text = head.toString(ISO_8859_1);
        Matcher length = LENGTH.matcher(text);
        return length.find() ? text + new String(in.readNBytes(Integer.parseInt(length.group(1))), ISO_8859_1) : text;
    }

    /** Goes away as a client that dies: with a reset. */
    void breakOff() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
