package dev.tilefleet.standalone.embedded;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Exit;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A Kafka broker with its own controller (KRaft) in this JVM, on the loopback interface.
 *
 * <p>A real one: what it acknowledged survives a kill of the process. A machine that loses power may lose the last
 * records, for a single broker does not sync each of them.
 */
public final class EmbeddedBroker implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(EmbeddedBroker.class);
    private static final String NODE = "1";

    /** A killed worker's partitions go to its successor after this long. */
    private static final Duration SESSION_TIMEOUT = Duration.ofSeconds(6);

    private static final Duration HEARTBEAT = Duration.ofSeconds(2);

    /** After a kill the controller takes the old broker for alive for so long, and turns the new one away. */
    private static final Duration BROKER_SESSION_TIMEOUT = Duration.ofSeconds(3);

    private static final Duration BROKER_HEARTBEAT = Duration.ofMillis(500);

    /**
     * The least that Kafka allows; what is compacted are segments before the last. A broker that was killed reads the
     * groups' offsets twice at its start, and Kafka 4.3.1 mixes up the two where the first takes long: see ADR 0024.
     */
    private static final int OFFSETS_SEGMENT = 1 << 20;

    private final KafkaRaftServer server;
    private final int port;

    private EmbeddedBroker(KafkaRaftServer server, int port) {
        this.server = server;
        this.port = port;
    }

    /**
     * Starts a broker that is ready when this returns.
     *
     * @param data created if absent; one process at a time may use it
     * @param port 0 picks a free one
     * @throws IllegalStateException with a message for a person, if the directory or the port cannot serve
     */
    public static EmbeddedBroker start(Path data, int port) {
        return start(data, port, Map.of());
    }

    /**
     * As {@link #start(Path, int)}, by other settings than its own.
     *
     * @param others names and values of Kafka's broker settings; each goes before the one that stands here
     */
    public static EmbeddedBroker start(Path data, int port, Map<String, String> others) {
        surviveFaults();
        int chosen = port == 0 ? freePort() : port;
        try {
            Files.createDirectories(data);
            format(data);
            Map<String, String> settings = settings(data, chosen, freePort());
            settings.putAll(others);
            KafkaRaftServer server = new KafkaRaftServer(KafkaConfig.fromProps(toProperties(settings)), Time.SYSTEM);
            server.startup();
            log.atInfo()
                    .addKeyValue("bootstrapServers", "127.0.0.1:" + chosen)
                    .addKeyValue("directory", data)
                    .log("embedded broker started");
            return new EmbeddedBroker(server, chosen);
        } catch (Exception e) {
            throw new IllegalStateException("no broker can run in %s on port %d: %s".formatted(data, chosen, e), e);
        }
    }

    public String bootstrapServers() {
        return "127.0.0.1:" + port;
    }

    /** A fault of the broker is logged; left alone, Kafka would end the process, and api and worker with it. */
    private static void surviveFaults() {
        Exit.setExitProcedure((status, message) -> fault(status, message));
        Exit.setHaltProcedure((status, message) -> fault(status, message));
    }

    private static void fault(int status, String message) {
        log.atError()
                .addKeyValue("status", status)
                .addKeyValue("reason", message)
                .log("embedded broker failed");
        throw new IllegalStateException("the embedded broker failed: " + message);
    }

    private static void format(Path data) throws Exception {
        if (Files.exists(data.resolve("meta.properties"))) {
            return;
        }
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        new Formatter()
                .setPrintStream(new PrintStream(said, true, StandardCharsets.UTF_8))
                .setClusterId(Uuid.randomUuid().toString())
                .setNodeId(Integer.parseInt(NODE))
                .addDirectory(data.toString())
                .setMetadataLogDirectory(data.toString())
                .setControllerListenerName("CONTROLLER")
                .setReleaseVersion(MetadataVersion.latestProduction())
                .setIgnoreFormatted(true)
                .run();
        log.atDebug().addKeyValue("said", said.toString(StandardCharsets.UTF_8)).log("broker directory formatted");
    }

    private static Map<String, String> settings(Path data, int port, int controllerPort) {
        Map<String, String> settings = new HashMap<>(Map.of(
                "process.roles", "broker,controller",
                "node.id", NODE,
                "controller.quorum.voters", NODE + "@127.0.0.1:" + controllerPort,
                "controller.listener.names", "CONTROLLER",
                "listeners", "PLAINTEXT://127.0.0.1:%d,CONTROLLER://127.0.0.1:%d".formatted(port, controllerPort),
                "listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT",
                "log.dirs", data.toString(),
                "auto.create.topics.enable", "false",
                "group.initial.rebalance.delay.ms", "0"));
        settings.putAll(Map.of(
                "offsets.topic.replication.factor", "1",
                "transaction.state.log.replication.factor", "1",
                "transaction.state.log.min.isr", "1",
                "share.coordinator.state.topic.replication.factor", "1",
                "share.coordinator.state.topic.min.isr", "1",
                "offsets.topic.num.partitions", "4",
                "group.consumer.min.session.timeout.ms", millis(SESSION_TIMEOUT),
                "group.consumer.session.timeout.ms", millis(SESSION_TIMEOUT),
                "group.consumer.min.heartbeat.interval.ms", millis(HEARTBEAT),
                "group.consumer.heartbeat.interval.ms", millis(HEARTBEAT)));
        settings.putAll(Map.of(
                "broker.session.timeout.ms", millis(BROKER_SESSION_TIMEOUT),
                "broker.heartbeat.interval.ms", millis(BROKER_HEARTBEAT),
                "offsets.topic.segment.bytes", Integer.toString(OFFSETS_SEGMENT)));
        // One JVM with api, worker and store beside it: few threads, and no 128 MiB for the log cleaner.
        settings.putAll(Map.of(
                "num.network.threads", "2",
                "num.io.threads", "2",
                "background.threads", "2",
                "num.recovery.threads.per.data.dir", "1",
                "log.cleaner.dedupe.buffer.size", "4194304",
                "log.cleaner.io.buffer.size", "65536"));
        return settings;
    }

    private static java.util.Properties toProperties(Map<String, String> settings) {
        java.util.Properties properties = new java.util.Properties();
        properties.putAll(settings);
        return properties;
    }

    private static String millis(Duration time) {
        return Long.toString(time.toMillis());
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException("no free port on the loopback interface", e);
        }
    }

    /** Stops after its partitions are closed in order, so that the next start has nothing to recover. */
    @Override
    public void close() {
        server.shutdown();
        server.awaitShutdown();
    }
}
