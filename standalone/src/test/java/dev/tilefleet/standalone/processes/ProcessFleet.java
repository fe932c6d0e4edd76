package dev.tilefleet.standalone.processes;

import dev.tilefleet.config.Settings;
import dev.tilefleet.model.ModelDescription;
import dev.tilefleet.model.ModelsConfig;
import dev.tilefleet.queue.KafkaConfig;
import dev.tilefleet.queue.TopicAdmin;
import dev.tilefleet.standalone.FleetUser;
import dev.tilefleet.standalone.Scrape;
import dev.tilefleet.store.S3TileStore;
import dev.tilefleet.store.StoreConfig;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * A fleet whose every part is a process of its own: a store, a broker, apis {@code api-1}, {@code api-2}, … and workers
 * {@code worker-1}, {@code worker-2}, …
 *
 * <p>Each api and worker has a {@link Relay} of its own to the store and another to the broker. Every part has the same
 * addresses and folders through all its lives; the test itself goes to store and broker directly.
 */
public final class ProcessFleet implements AutoCloseable {
    public static final String STORE = "store";
    public static final String BROKER = "broker";

    private final Path folder;
    private final FleetPlan plan;
    private final Ports ports = new Ports();
    private final int storePort = ports.next();
    private final int brokerPort = ports.next();
    private final Map<String, Part> parts = new LinkedHashMap<>();
    private final Map<String, Relay> storeRelays = new LinkedHashMap<>();
    private final Map<String, Relay> brokerRelays = new LinkedHashMap<>();
    private final Map<String, FleetUser> users = new LinkedHashMap<>();
    private final Map<String, FleetUser> operators = new LinkedHashMap<>();

    /** Starts nothing. */
    public ProcessFleet(Path folder, FleetPlan plan) {
        this.folder = folder;
        this.plan = plan;
        List<BrokerPart.Door> doors = new ArrayList<>();
        for (String name : names()) {
            int door = ports.next();
            storeRelays.put(name, new Relay(Relay.Protocol.HTTP, ports.next(), storePort));
            brokerRelays.put(name, new Relay(Relay.Protocol.KAFKA, ports.next(), door));
            doors.add(new BrokerPart.Door(
                    name.replace("-", "").toUpperCase(java.util.Locale.ROOT),
                    door,
                    brokerRelays.get(name).port()));
        }
        add(STORE, part(StorePart.class, "256m", List.of(data(STORE), Integer.toString(storePort))));
        add(
                BROKER,
                part(
                        BrokerPart.class,
                        "384m",
                        BrokerPart.arguments(folder.resolve(BROKER), brokerPort, ports.next(), doors, plan.broker())));
        names().forEach(name -> add(name, name.startsWith("api") ? api(name) : worker(name)));
    }

    /** Starts everything, and returns when all of it is ready. */
    public void start() {
        startBase();
        Collection<Part> rest =
                parts.values().stream().filter(part -> !part.isAlive()).toList();
        rest.forEach(Part::start);
        rest.forEach(Part::awaitReady);
    }

    /** Starts store and broker, and makes the topics. */
    public void startBase() {
        List<Part> base = List.of(part(STORE), part(BROKER));
        base.forEach(Part::start);
        base.forEach(Part::awaitReady);
        Settings settings = new Settings(environment());
        try (TopicAdmin topics = new TopicAdmin(KafkaConfig.from(settings))) {
            topics.apply(ModelsConfig.from(settings).catalog().models().stream()
                    .map(ModelDescription::process)
                    .toList());
        }
    }

    /** {@code store}, {@code broker}, {@code api-1}, {@code worker-2}, … */
    public Part part(String name) {
        return parts.get(name);
    }

    public Collection<Part> parts() {
        return parts.values();
    }

    /** The way of this api or worker to the store. */
    public Relay toStore(String name) {
        return storeRelays.get(name);
    }

    /** The way of this api or worker to the broker. */
    public Relay toBroker(String name) {
        return brokerRelays.get(name);
    }

    /** Who talks to this api. */
    public FleetUser user(String api) {
        return users.get(api);
    }

    /** One for each api. */
    public List<FleetUser> users() {
        return List.copyOf(users.values());
    }

    /** The sum of this meter's samples that have these labels, of this api or worker. */
    double meter(String name, String meter, String... labels) {
        return Scrape.of(operators.get(name)).sum(meter, labels);
    }

    /** Settings that lead to store and broker directly, for clients of the test's own. */
    public Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>(Map.of(
                "TILEFLEET_KAFKA_BOOTSTRAP_SERVERS",
                "127.0.0.1:" + brokerPort,
                "TILEFLEET_KAFKA_PARTITIONS",
                "4",
                "TILEFLEET_S3_ENDPOINT",
                "http://127.0.0.1:" + storePort,
                "TILEFLEET_S3_ACCESS_KEY",
                StorePart.ACCESS_KEY,
                "TILEFLEET_S3_SECRET_KEY",
                StorePart.SECRET_KEY,
                "TILEFLEET_MODELS",
                models().toString(),
                "TILEFLEET_PROCESSES",
                TinyTile.PROCESS));
        environment.putAll(plan.settings());
        return environment;
    }

    /** The store, as a client of the test's own, who closes it. */
    public S3TileStore store() {
        Map<String, String> patient = environment();
        // Ten thousand jobs take a while to be listed.
        patient.put("TILEFLEET_S3_TIMEOUT", "60s");
        return new S3TileStore(StoreConfig.from(new Settings(patient)));
    }

    /** The broker, as a client of the test's own sees it. */
    public KafkaConfig kafka() {
        return KafkaConfig.from(new Settings(environment()));
    }

    /** Where the logs of all parts lie. */
    public Path folder() {
        return folder;
    }

    private List<String> names() {
        List<String> names = new ArrayList<>();
        IntStream.rangeClosed(1, plan.apis()).forEach(number -> names.add("api-" + number));
        IntStream.rangeClosed(1, plan.workers()).forEach(number -> names.add("worker-" + number));
        return names;
    }

    private void add(String name, Program program) {
        parts.put(name, new Part(name, program, folder));
    }

    private String data(String name) {
        return folder.resolve(name).toString();
    }

    private static Program part(Class<?> main, String heap, List<String> arguments) {
        return new Program(main.getName(), arguments, heap, Map.of());
    }

    private Program api(String name) {
        Map<String, String> environment = relayed(name);
        int port = ports.next();
        environment.put("TILEFLEET_HTTP_PORT", Integer.toString(port));
        users.put(name, new FleetUser(URI.create("http://127.0.0.1:" + port)));
        return Program.tilefleet("api", environment);
    }

    private Program worker(String name) {
        Map<String, String> environment = relayed(name);
        environment.put("TILEFLEET_WORKER_NAME", name);
        return plan.workerMain().isEmpty()
                ? Program.tilefleet("worker", environment)
                : new Program(plan.workerMain(), List.of(), "256m", environment);
    }

    private Map<String, String> relayed(String name) {
        Map<String, String> environment = environment();
        environment.put(
                "TILEFLEET_KAFKA_BOOTSTRAP_SERVERS",
                "127.0.0.1:" + brokerRelays.get(name).port());
        environment.put(
                "TILEFLEET_S3_ENDPOINT",
                "http://127.0.0.1:" + storeRelays.get(name).port());
        int port = ports.next();
        environment.put("TILEFLEET_MANAGEMENT_PORT", Integer.toString(port));
        operators.put(name, new FleetUser(URI.create("http://127.0.0.1:" + port)));
        return environment;
    }

    /** Those of the test's resources: {@code tiny}. */
    private static Path models() {
        try {
            return Path.of(ProcessFleet.class.getResource("/models").toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Kills everything. */
    @Override
    public void close() {
        parts.values().forEach(Part::close);
        storeRelays.values().forEach(Relay::close);
        brokerRelays.values().forEach(Relay::close);
    }
}
