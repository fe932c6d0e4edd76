package dev.tilefleet.api;

import dev.tilefleet.api.compat.CompatConfig;
import dev.tilefleet.api.deliver.WebhookConfig;
import dev.tilefleet.api.echo.EchoConfig;
import dev.tilefleet.api.inbox.InboxConfig;
import dev.tilefleet.api.outbound.OutboundConfig;
import dev.tilefleet.config.Setting;
import dev.tilefleet.config.Settings;
import dev.tilefleet.job.ProcessID;
import dev.tilefleet.lifecycle.DrainBudget;
import dev.tilefleet.lifecycle.Drainable;
import dev.tilefleet.lifecycle.Foundation;
import dev.tilefleet.lifecycle.FoundationConfig;
import dev.tilefleet.lifecycle.Opened;
import dev.tilefleet.model.ModelDescription;
import dev.tilefleet.model.ModelsConfig;
import dev.tilefleet.store.Retention;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** An api replica as a process of its own: one of any number, all alike. */
public final class ApiProcess implements Drainable {
    /** Every setting that it reads. */
    public static final List<Setting> SETTINGS = Stream.of(
                    ApiConfig.SETTINGS,
                    OutboundConfig.SETTINGS,
                    CompatConfig.SETTINGS,
                    WebhookConfig.SETTINGS,
                    InboxConfig.SETTINGS,
                    EchoConfig.SETTINGS,
                    Retention.SETTINGS,
                    ModelsConfig.SETTINGS,
                    FoundationConfig.SETTINGS)
            .flatMap(List::stream)
            .toList();

    private final Opened opened;
    private final Foundation foundation;
    private final ApiServer server;

    private ApiProcess(Opened opened, Foundation foundation, ApiServer server) {
        this.opened = opened;
        this.foundation = foundation;
        this.server = server;
    }

    /**
     * Starts a replica; it is ready once its view has caught up.
     *
     * @throws dev.tilefleet.config.InvalidConfigurationException if anything is wrong with the settings
     */
    public static ApiProcess start(Settings settings, Clock clock) throws InterruptedException {
        ApiConfig config = ApiConfig.from(settings);
        OutboundConfig outbound = OutboundConfig.from(settings);
        CompatConfig compat = CompatConfig.from(settings);
        WebhookConfig webhooks = WebhookConfig.from(settings);
        InboxConfig inbox = InboxConfig.from(settings);
        EchoConfig echo = EchoConfig.from(settings);
        ModelsConfig modelsConfig = ModelsConfig.from(settings);
        FoundationConfig base = FoundationConfig.from(settings);
        // Nothing here removes objects: but who sets an expiry beyond their time must hear of it where it is set.
        Retention.from(settings, config.expiry());
        settings.check();
        List<ModelDescription> models = modelsConfig.catalog().models();
        List<ProcessID> processes =
                models.stream().map(ModelDescription::process).toList();
        compat.requireServed(processes);
        Opened opened = new Opened();
        try {
            Foundation foundation = Foundation.open(opened, base, processes, "tilefleet-api");
            ApiServer server = opened.add(
                    // By what its clients reach it, this process cannot know: it is one of many.
                    new ApiServer(
                            config,
                            outbound,
                            compat,
                            webhooks,
                            inbox,
                            echo,
                            models,
                            base.kafka(),
                            foundation,
                            _ -> Optional.empty(),
                            clock));
            foundation.started();
            return new ApiProcess(opened, foundation, server);
        } catch (RuntimeException | InterruptedException e) {
            opened.close();
            throw e;
        }
    }

    public int port() {
        return server.port();
    }

    /** Returns when it can answer. */
    public void awaitReady() throws InterruptedException {
        foundation.readiness().await();
    }

    @Override
    public DrainBudget drain() {
        return foundation.drain();
    }

    @Override
    public int left() {
        return server.left();
    }

    @Override
    public void close() {
        opened.close();
    }
}
