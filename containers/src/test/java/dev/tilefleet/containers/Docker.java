package dev.tilefleet.containers;

import static dev.tilefleet.standalone.Eventually.eventually;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.testcontainers.DockerClientFactory;

/**
 * Hands {@link Servers} to tests, the same to all of them. Where no Docker engine answers, tests are skipped with a line
 * that says so; with {@code -Dtilefleet.docker=required} they fail. {@code -Dtilefleet.docker.ready=FILE} says that the
 * images are being made, and done when there is such a file.
 */
public final class Docker implements ExecutionCondition, ParameterResolver {
    private static final Logger log = LoggerFactory.getLogger(Docker.class);
    private static final Duration IMAGES = Duration.ofMinutes(20);
    private static final ExtensionContext.Namespace ALL = ExtensionContext.Namespace.create(Docker.class);

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        return root(context).computeIfAbsent("condition", _ -> look(), ConditionEvaluationResult.class);
    }

    private static ConditionEvaluationResult look() {
        if (System.getProperty("tilefleet.docker", "optional").equals("required")) {
            awaitImages();
            return ConditionEvaluationResult.enabled("a missing Docker is a failure");
        }
        if (DockerClientFactory.instance().isDockerAvailable()) {
            return ConditionEvaluationResult.enabled("a Docker engine answers");
        }
        log.warn("no Docker engine answers: the tests against Kafka and MinIO in containers are skipped");
        return ConditionEvaluationResult.disabled("no Docker engine answers");
    }

    private static void awaitImages() {
        Optional.ofNullable(System.getProperty("tilefleet.docker.ready"))
                .map(Path::of)
                .ifPresent(ready ->
                        eventually("images", IMAGES, () -> Optional.of(ready).filter(Files::exists)));
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Servers.class;
    }

    /** Started with the first test that asks, and closed by JUnit behind the last test of all. */
    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return root(context).computeIfAbsent("servers", _ -> Servers.start(), Servers.class);
    }

    private static ExtensionContext.Store root(ExtensionContext context) {
        return context.getRoot().getStore(ALL);
    }
}
