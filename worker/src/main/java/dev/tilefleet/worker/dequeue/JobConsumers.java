package dev.tilefleet.worker.dequeue;

import dev.tilefleet.job.ProcessID;
import dev.tilefleet.lifecycle.DrainBudget;
import dev.tilefleet.queue.GroupProtocol;
import dev.tilefleet.queue.KafkaConfig;
import dev.tilefleet.queue.Ownership;
import dev.tilefleet.telemetry.WorkerMeters;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Makes the consumers of a worker, one a process. */
public final class JobConsumers {
    private final KafkaConfig config;
    private final GroupProtocol protocol;
    private final String worker;
    private final Airspace airspace = new Airspace();
    private final DrainBudget drain;
    private final Valve valve;

    /**
     * Asks the brokers which group protocol they speak.
     *
     * @throws dev.tilefleet.queue.QueueUnavailableException if they do not answer
     */
    public JobConsumers(KafkaConfig config, String worker, DrainBudget drain, Valve valve) {
        this.config = config;
        this.protocol = GroupProtocol.offeredBy(config);
        this.worker = worker;
        this.drain = drain;
        this.valve = valve;
    }

    /** A member of the process's group, not started yet, that holds at most so many jobs at a time. */
    public JobConsumer of(ProcessID process, int capacity, JobHandler handler, WorkerMeters meters) {
        return new JobConsumer(
                () -> new KafkaConsumer<>(
                        config.client(settings(process)), new ByteArrayDeserializer(), new ByteArrayDeserializer()),
                config.topics().jobs(process),
                capacity,
                handler,
                ownership(process),
                airspace,
                drain,
                System::nanoTime,
                valve,
                meters);
    }

    private Ownership ownership(ProcessID process) {
        return Ownership.of(
                config,
                config.topics().workers(process),
                List.of(config.topics().jobs(process)),
                worker + "-" + process + "-group");
    }

    private Map<String, Object> settings(ProcessID process) {
        Map<String, Object> settings = new HashMap<>(Map.of(
                ConsumerConfig.CLIENT_ID_CONFIG,
                worker + "-" + process,
                ConsumerConfig.GROUP_ID_CONFIG,
                config.topics().workers(process),
                ConsumerConfig.GROUP_PROTOCOL_CONFIG,
                protocol.setting(),
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false,
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "earliest",
                ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                1,
                ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                false));
        if (protocol == GroupProtocol.CLASSIC) {
            settings.put(
                    ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, CooperativeStickyAssignor.class.getName());
        }
        return settings;
    }
}
