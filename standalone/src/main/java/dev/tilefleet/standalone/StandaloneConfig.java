package dev.tilefleet.standalone;

import static java.util.Objects.requireNonNull;

import dev.tilefleet.api.ApiConfig;
import dev.tilefleet.api.compat.CompatConfig;
import dev.tilefleet.api.deliver.WebhookConfig;
import dev.tilefleet.api.echo.EchoConfig;
import dev.tilefleet.api.inbox.InboxConfig;
import dev.tilefleet.api.outbound.OutboundConfig;
import dev.tilefleet.config.Secret;
import dev.tilefleet.config.Setting;
import dev.tilefleet.config.Settings;
import dev.tilefleet.lifecycle.ManagementConfig;
import dev.tilefleet.model.ModelsConfig;
import dev.tilefleet.store.Retention;
import dev.tilefleet.worker.WorkerConfig;
import dev.tilefleet.worker.infer.InferenceConfig;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The fleet in one JVM. Broker and store are its own, so nothing of theirs is configured but where they keep their data
 * and the store's credentials.
 *
 * @param data keeps the broker's log and the store's objects
 * @param retention how long it keeps objects
 */
public record StandaloneConfig(
        Path data,
        Secret accessKey,
        Secret secretKey,
        Retention retention,
        ApiConfig api,
        OutboundConfig outbound,
        CompatConfig compat,
        WebhookConfig webhooks,
        InboxConfig inbox,
        EchoConfig echo,
        ManagementConfig management,
        WorkerConfig worker,
        InferenceConfig inference,
        ModelsConfig models) {

    public static final Setting DATA =
            new Setting("DATA", ".tilefleet/data", "Folder of the embedded broker and store");
    public static final Setting EMBEDDED_ACCESS_KEY =
            new Setting("EMBEDDED_ACCESS_KEY", "tilefleet", "Access key of the embedded store");
    public static final Setting EMBEDDED_SECRET_KEY =
            new Setting("EMBEDDED_SECRET_KEY", "tilefleet-secret", "Secret key of the embedded store");

    /** Every setting that the fleet in one JVM reads. */
    public static final List<Setting> SETTINGS = Stream.of(
                    List.of(DATA, EMBEDDED_ACCESS_KEY, EMBEDDED_SECRET_KEY),
                    Retention.SETTINGS,
                    ApiConfig.SETTINGS,
                    OutboundConfig.SETTINGS,
                    CompatConfig.SETTINGS,
                    WebhookConfig.SETTINGS,
                    InboxConfig.SETTINGS,
                    EchoConfig.SETTINGS,
                    ManagementConfig.SETTINGS,
                    WorkerConfig.SETTINGS,
                    InferenceConfig.SETTINGS,
                    ModelsConfig.SETTINGS)
            .flatMap(List::stream)
            .toList();

    public StandaloneConfig {
        requireNonNull(data, "data");
        requireNonNull(accessKey, "accessKey");
        requireNonNull(secretKey, "secretKey");
        requireNonNull(retention, "retention");
        requireNonNull(api, "api");
        requireNonNull(outbound, "outbound");
        requireNonNull(compat, "compat");
        requireNonNull(webhooks, "webhooks");
        requireNonNull(inbox, "inbox");
        requireNonNull(echo, "echo");
        requireNonNull(management, "management");
        requireNonNull(worker, "worker");
        requireNonNull(inference, "inference");
        requireNonNull(models, "models");
    }

    public static StandaloneConfig from(Settings settings) {
        ApiConfig api = ApiConfig.from(settings);
        return new StandaloneConfig(
                settings.path(DATA),
                settings.secret(EMBEDDED_ACCESS_KEY),
                settings.secret(EMBEDDED_SECRET_KEY),
                Retention.from(settings, api.expiry()),
                api,
                OutboundConfig.from(settings),
                CompatConfig.from(settings),
                WebhookConfig.from(settings),
                InboxConfig.from(settings),
                EchoConfig.from(settings),
                ManagementConfig.from(settings),
                WorkerConfig.from(settings),
                InferenceConfig.from(settings),
                ModelsConfig.from(settings));
    }
}
