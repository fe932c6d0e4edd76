package dev.tilefleet.queue;

import static java.util.stream.Collectors.toSet;

import dev.tilefleet.job.ProcessID;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Creates the topics, explicitly and once; what exists is left as it is. */
public final class TopicAdmin implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(TopicAdmin.class);
    /** How long the queue keeps a job's record. */
    public static final Duration JOBS_RETENTION = Duration.ofDays(7);

    private static final int SMALL_TOPIC_PARTITIONS = 6;
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final KafkaConfig config;
    private final Admin admin;

    public TopicAdmin(KafkaConfig config) {
        this.config = config;
        this.admin = Admin.create(config.client(Map.of(
                AdminClientConfig.CLIENT_ID_CONFIG,
                "tilefleet-topics",
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                (int) TIMEOUT.toMillis())));
    }

    /**
     * Creates every topic that these processes need and that is not there yet.
     *
     * @throws QueueUnavailableException if the brokers do not answer or refuse
     */
    public void apply(Collection<ProcessID> processes) {
        Set<String> present = present();
        List<NewTopic> missing = wanted(processes)
                .filter(topic -> !present.contains(topic.name()))
                .toList();
        admin.createTopics(missing).values().forEach((name, created) -> {
            try {
                created.get();
                log.atInfo().addKeyValue("topic", name).log("topic created");
            } catch (ExecutionException e) {
                // Two replicas that start together both create; one of them finds it done.
                if (!(e.getCause() instanceof TopicExistsException)) {
                    throw new QueueUnavailableException("topic " + name + " cannot be created", e.getCause());
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new QueueUnavailableException("interrupted while topics were created", e);
            }
        });
    }

    /**
     * Names of the topics that these processes need and that are not there.
     *
     * @throws QueueUnavailableException if the brokers do not answer
     */
    public Set<String> missing(Collection<ProcessID> processes) {
        Set<String> present = present();
        return wanted(processes)
                .map(NewTopic::name)
                .filter(name -> !present.contains(name))
                .collect(toSet());
    }

    /**
     * Tells which processes have their jobs topic, as it is now.
     *
     * @throws QueueUnavailableException if the brokers do not answer
     */
    public Predicate<ProcessID> queues() {
        Set<String> present = present();
        return process -> present.contains(config.topics().jobs(process));
    }

    private Set<String> present() {
        try {
            return admin.listTopics().names().get();
        } catch (ExecutionException e) {
            throw new QueueUnavailableException(
                    "Kafka at " + config.bootstrapServers() + " does not list its topics", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new QueueUnavailableException("interrupted while topics were listed", e);
        }
    }

    private Stream<NewTopic> wanted(Collection<ProcessID> processes) {
        Topics topics = config.topics();
        return Stream.concat(
                processes.stream().map(process -> topic(topics.jobs(process), config.partitions(), JOBS_RETENTION)),
                Stream.of(
                        topic(topics.outcomes(), SMALL_TOPIC_PARTITIONS, Duration.ofDays(7)),
                        topic(topics.progress(), SMALL_TOPIC_PARTITIONS, Duration.ofDays(1)),
                        topic(topics.bucketEvents(), SMALL_TOPIC_PARTITIONS, Duration.ofDays(1)),
                        topic(topics.deadLetters(), 1, Duration.ofDays(30))));
    }

    /**
     * The broker stamps the records (LogAppendTime), so that retention does not hang on a client's clock, and rolls a
     * segment a day, so that no record outlives its retention by more than that.
     */
    private NewTopic topic(String name, int partitions, Duration retention) {
        Map<String, String> settings = new HashMap<>(Map.of(
                TopicConfig.CLEANUP_POLICY_CONFIG,
                TopicConfig.CLEANUP_POLICY_DELETE,
                TopicConfig.RETENTION_MS_CONFIG,
                Long.toString(retention.toMillis()),
                TopicConfig.SEGMENT_MS_CONFIG,
                Long.toString(Duration.ofDays(1).toMillis()),
                TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG,
                "LogAppendTime"));
        if (config.replicationFactor() >= 3) {
            settings.put(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG, "2");
        }
        return new NewTopic(name, partitions, (short) config.replicationFactor()).configs(settings);
    }

    @Override
    public void close() {
        admin.close(Duration.ofSeconds(5));
    }
}
