package dev.tilefleet.standalone.cli;

import java.util.Map;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Lets the environment name the server, so that it need not be said with every command. */
final class EnvironmentDefaults implements IDefaultValueProvider {
    static final String SERVER = "TILEFLEET_SERVER";

    private final Map<String, String> environment;

    EnvironmentDefaults(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    @Override
    public String defaultValue(ArgSpec argument) {
        if (argument instanceof OptionSpec option && option.longestName().equals(ServerOption.NAME)) {
            String server = environment.getOrDefault(SERVER, "").strip();
            return server.isEmpty() ? null : server;
        }
        return null;
    }
}
