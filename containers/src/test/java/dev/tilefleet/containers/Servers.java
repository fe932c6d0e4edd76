package dev.tilefleet.containers;

import com.github.dockerjava.api.DockerClient;
import dev.tilefleet.config.Settings;
import dev.tilefleet.standalone.FreePort;
import dev.tilefleet.store.StoreConfig;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.MinIOContainer;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.lifecycle.Startables;

/** One Kafka and one MinIO in containers, of the images that compose/.env names, at ports that outlive a restart. */
public final class Servers implements AutoCloseable {
    private final KafkaContainer kafka;
    private final MinIOContainer minio;
    private final DockerClient docker = DockerClientFactory.lazyClient();

    private Servers(KafkaContainer kafka, MinIOContainer minio) {
        this.kafka = kafka;
        this.minio = minio;
    }

    /** Starts both; they are ready when this returns. */
    static Servers start() {
        Images images = Images.ofCompose();
        KafkaContainer kafka = new KafkaContainer(images.of("KAFKA_IMAGE"))
                .withEnv("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false")
                // After a kill the controller takes the old broker for alive for so long, and turns the new one away.
                .withEnv("KAFKA_BROKER_SESSION_TIMEOUT_MS", "3000")
                .withEnv("KAFKA_BROKER_HEARTBEAT_INTERVAL_MS", "500");
        // The public image starts on a folder that it formatted before; not every image of that name does by itself.
        String[] command = kafka.getCommandParts();
        command[command.length - 1] +=
                " || exec /opt/kafka/bin/kafka-server-start.sh /opt/kafka/config/server.properties";
        kafka.setCommand(command);
        // Docker publishes to another port after a restart unless it is told which.
        kafka.setPortBindings(List.of(FreePort.find() + ":9092"));
        MinIOContainer minio = new MinIOContainer(images.of("MINIO_IMAGE"));
        minio.setPortBindings(List.of(FreePort.find() + ":9000"));
        Startables.deepStart(kafka, minio).join();
        return new Servers(kafka, minio);
    }

    /** Where the store is. */
    public URI s3() {
        return URI.create(minio.getS3URL());
    }

    public String accessKey() {
        return minio.getUserName();
    }

    public String secretKey() {
        return minio.getPassword();
    }

    /** Settings that lead a part of a fleet of this name here; bucket and topics are its own. */
    Map<String, String> environment(String fleet) {
        return new HashMap<>(Map.of(
                "TILEFLEET_KAFKA_BOOTSTRAP_SERVERS",
                kafka.getBootstrapServers(),
                "TILEFLEET_KAFKA_TOPIC_PREFIX",
                fleet,
                StoreConfig.S3_BUCKET.variable(),
                fleet,
                StoreConfig.S3_ENDPOINT.variable(),
                s3().toString(),
                StoreConfig.S3_ACCESS_KEY.variable(),
                accessKey(),
                StoreConfig.S3_SECRET_KEY.variable(),
                secretKey()));
    }

    StoreConfig store(String fleet) {
        return StoreConfig.from(new Settings(environment(fleet)));
    }

    /** Kills the broker and starts it again, with all that it had; returns before it answers. */
    void killAndStartKafka() {
        docker.killContainerCmd(kafka.getContainerId()).exec();
        docker.startContainerCmd(kafka.getContainerId()).exec();
    }

    /** Nobody gets an answer from the store any more, though connections stand. */
    void freezeStore() {
        docker.pauseContainerCmd(minio.getContainerId()).exec();
    }

    void thawStore() {
        docker.unpauseContainerCmd(minio.getContainerId()).exec();
    }

    @Override
    public void close() {
        kafka.stop();
        minio.stop();
    }
}
