package dev.tilefleet.standalone.processes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * The one way of one client to the store or to the broker: its faults can be switched while it runs, and a test can wait
 * for a certain request or answer and do something just before it is carried.
 */
public final class Relay implements AutoCloseable {
    /** What is behind it. */
    enum Protocol {
        HTTP,
        KAFKA
    }

    private final Protocol protocol;
    private final int port;
    private final int upstream;
    private final Gate gate = new Gate();
    private final Watches requests = new Watches();
    private final Watches answers = new Watches();
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private ServerSocket server;

    Relay(Protocol protocol, int port, int upstream) {
        this.protocol = protocol;
        this.port = port;
        this.upstream = upstream;
        open();
    }

    public int port() {
        return port;
    }

    public Fault fault() {
        return gate.fault();
    }

    /** From now on, also for what is under way. */
    public synchronized void set(Fault fault) {
        gate.set(fault);
        if (fault == Fault.CUT) {
            close(server);
            sockets.forEach(Relay::close);
        } else if (server.isClosed()) {
            open();
        }
    }

    /**
     * Does something once, just before the first such request is carried to its target; whoever sent it waits meanwhile.
     *
     * @param action says whether it is then carried at all
     * @return done when the action is
     */
    public CompletableFuture<Message> onRequest(Predicate<Message> which, Function<Message, Verdict> action) {
        return requests.add(which, action);
    }

    /**
     * Does something once, just before the answer to the first such request is carried back: the target has done what it
     * was asked, and who asked does not know it yet.
     *
     * @param action says whether it is then carried at all
     * @return done when the action is
     */
    public CompletableFuture<Message> onAnswer(Predicate<Message> which, Function<Message, Verdict> action) {
        return answers.add(which, action);
    }

    private void open() {
        try {
            server = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        ServerSocket opened = server;
        threads.execute(() -> accept(opened));
    }

    private void accept(ServerSocket opened) {
        while (!opened.isClosed()) {
            try {
                Socket client = opened.accept();
                threads.execute(() -> connect(client));
            } catch (IOException e) {
                // Closed: cut, or at its end.
                return;
            }
        }
    }

    private void connect(Socket client) {
        sockets.add(client);
        Socket target;
        try {
            target = new Socket(InetAddress.getLoopbackAddress(), upstream);
        } catch (IOException e) {
            // Who is away cannot be reached through here either.
            forget(client);
            return;
        }
        sockets.add(target);
        Traffic traffic = switch (protocol) {
            case HTTP -> new HttpTraffic(gate, requests, answers);
            case KAFKA -> new KafkaTraffic(gate, requests, answers);
        };
        threads.execute(() ->
                carry(client, target, () -> traffic.carryRequests(client.getInputStream(), target.getOutputStream())));
        threads.execute(() ->
                carry(client, target, () -> traffic.carryAnswers(target.getInputStream(), client.getOutputStream())));
        if (gate.fault() == Fault.CUT) {
            forget(client);
            forget(target);
        }
    }

    private interface Direction {
        void carry() throws IOException, InterruptedException;
    }

    private void carry(Socket client, Socket target, Direction direction) {
        try {
            direction.carry();
        } catch (IOException e) {
            // One of both is gone: so is the other.
            return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            forget(client);
            forget(target);
        }
    }

    private void forget(Socket socket) {
        sockets.remove(socket);
        close(socket);
    }

    private static void close(AutoCloseable socket) {
        try {
            socket.close();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public synchronized void close() {
        close(server);
        sockets.forEach(Relay::close);
        threads.shutdownNow();
    }
}
