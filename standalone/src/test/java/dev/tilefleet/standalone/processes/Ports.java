package dev.tilefleet.standalone.processes;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Ports for parts that come back to where they were. Below those from which the kernel serves outgoing connections, or
 * one of them would sit on the port of a part that is down just then.
 */
final class Ports {
    private static final int FIRST = 20_000;
    private static final int END = 32_000;

    private final Set<Integer> given = new HashSet<>();

    int next() {
        while (true) {
            int port = ThreadLocalRandom.current().nextInt(FIRST, END);
            if (!given.contains(port) && isFree(port)) {
                given.add(port);
                return port;
            }
        }
    }

    private static boolean isFree(int port) {
        try (ServerSocket _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
