package dev.tilefleet.api.outbound;

import dev.tilefleet.config.Settings;
import java.util.HashMap;
import java.util.Map;

/** Configurations as an operator writes them. */
final class TestingConfig {
    private TestingConfig() {}

    /** @param nameAndValue by turns, names without their prefixes */
    static OutboundConfig of(String... nameAndValue) {
        Map<String, String> environment = new HashMap<>();
        for (int at = 0; at < nameAndValue.length; at += 2) {
            environment.put("TILEFLEET_OUTBOUND_" + nameAndValue[at], nameAndValue[at + 1]);
        }
        Settings settings = new Settings(environment);
        OutboundConfig config = OutboundConfig.from(settings);
        settings.check();
        return config;
    }
}
