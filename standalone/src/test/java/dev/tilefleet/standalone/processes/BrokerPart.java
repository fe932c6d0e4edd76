package dev.tilefleet.standalone.processes;

import dev.tilefleet.standalone.embedded.EmbeddedBroker;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;

/** The broker in a process of its own, on a folder and ports that outlive it. */
final class BrokerPart {
    /** The listener that no relay stands before. */
    private static final String DIRECT = "DIRECT";

    private static final String CONTROLLER = "CONTROLLER";

    private BrokerPart() {}

    /** @param arguments folder, port, and the broker's settings as {@code name=value} */
    public static void main(String[] arguments) throws InterruptedException {
        Map<String, String> settings = List.of(arguments).subList(2, arguments.length).stream()
                .map(setting -> setting.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
        EmbeddedBroker.start(Path.of(arguments[0]), Integer.parseInt(arguments[1]), settings);
        System.out.println(ChildJvm.READY);
        new CountDownLatch(1).await();
    }

    /** A listener where a client reaches the broker through its relay, which the broker names as its own address. */
    record Door(String name, int port, int relay) {}

    /** The arguments for these listeners, and more settings by name. */
    static List<String> arguments(
            Path data, int port, int controllerPort, List<Door> doors, Map<String, String> settings) {
        List<String> listeners = new ArrayList<>();
        List<String> advertised = new ArrayList<>();
        List<String> protocols = new ArrayList<>(List.of(CONTROLLER + ":PLAINTEXT", DIRECT + ":PLAINTEXT"));
        listeners.add(address(DIRECT, port));
        listeners.add(address(CONTROLLER, controllerPort));
        advertised.add(address(DIRECT, port));
        for (Door door : doors) {
            listeners.add(address(door.name(), door.port()));
            advertised.add(address(door.name(), door.relay()));
            protocols.add(door.name() + ":PLAINTEXT");
        }
        Map<String, String> all = new HashMap<>(Map.of(
                "listeners",
                String.join(",", listeners),
                "advertised.listeners",
                String.join(",", advertised),
                "listener.security.protocol.map",
                String.join(",", protocols),
                "inter.broker.listener.name",
                DIRECT,
                "controller.quorum.voters",
                "1@127.0.0.1:" + controllerPort,
                "num.network.threads",
                "1",
                "offsets.topic.num.partitions",
                "1"));
        all.putAll(settings);
        List<String> arguments = new ArrayList<>(List.of(data.toString(), Integer.toString(port)));
        all.forEach((name, value) -> arguments.add(name + "=" + value));
        return arguments;
    }

    private static String address(String listener, int port) {
        return "%s://127.0.0.1:%d".formatted(listener, port);
    }
}
