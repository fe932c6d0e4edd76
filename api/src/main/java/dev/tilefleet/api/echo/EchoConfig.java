package dev.tilefleet.api.echo;

import dev.tilefleet.config.Setting;
import dev.tilefleet.config.Settings;
import java.util.List;

/**
 * Whether there is a process {@code echo}.
 *
 * @param conformance the api is there for test suites
 */
public record EchoConfig(boolean conformance) {
    public static final Setting CONFORMANCE = new Setting(
            "CONFORMANCE",
            "false",
            "true offers a process echo beside the models, for OGC's test suite: it gives back its inputs");

    public static final List<Setting> SETTINGS = List.of(CONFORMANCE);

    public static EchoConfig from(Settings settings) {
        return new EchoConfig(settings.flag(CONFORMANCE));
    }
}
