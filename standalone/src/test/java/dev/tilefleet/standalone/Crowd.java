package dev.tilefleet.standalone;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Very many clients on the one thread of the test: each has a connection of its own, and waits for what comes. */
public final class Crowd implements AutoCloseable {
    private final List<Member> members = new ArrayList<>();
    private final ByteBuffer buffer = ByteBuffer.allocate(1 << 16);
    private final InetSocketAddress fleet;
    private final Selector selector;

    /** One client. */
    public static final class Member {
        private final StringBuilder heard = new StringBuilder();
        private long last;

        /** All that has come. */
        public String heard() {
            return heard.toString();
        }

        /** When the latest came, as {@link System#nanoTime} tells it. */
        public long last() {
            return last;
        }
    }

    public Crowd(URI fleet) throws IOException {
        this.fleet = new InetSocketAddress(fleet.getHost(), fleet.getPort());
        this.selector = Selector.open();
    }

    /** One more, who asks for this. */
    public void ask(String path, String... headers) throws IOException {
        SocketChannel connection = SocketChannel.open(fleet);
        String request = "GET %s HTTP/1.1\r\nHost: tilefleet\r\n%s\r\n"
                .formatted(path, headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n");
        connection.write(ByteBuffer.wrap(request.getBytes(UTF_8)));
        connection.configureBlocking(false);
        Member member = new Member();
        connection.register(selector, SelectionKey.OP_READ, member);
        members.add(member);
    }

    public List<Member> members() {
        return members;
    }

    /** Reads until everybody has heard what he waits for; those who hang up have heard all. */
    public void await(Predicate<Member> isDone, Duration patience) throws IOException {
        long end = System.nanoTime() + patience.toNanos();
        List<Member> waiting = new ArrayList<>(members);
        for (waiting.removeIf(isDone); !waiting.isEmpty(); waiting.removeIf(isDone)) {
            if (System.nanoTime() > end) {
                throw new AssertionError("%d of %d waited in vain, one of them heard: %s"
                        .formatted(
                                waiting.size(),
                                members.size(),
                                waiting.getFirst().heard()));
            }
            selector.select(this::read, 100);
        }
    }

    private void read(SelectionKey key) {
        Member member = (Member) key.attachment();
        try {
            int count = ((SocketChannel) key.channel()).read(buffer.clear());
            if (count < 0) {
                key.cancel();
            } else {
                member.heard.append(UTF_8.decode(buffer.flip()));
                member.last = System.nanoTime();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        for (SelectionKey key : selector.keys()) {
            key.channel().close();
        }
        selector.close();
    }
}
