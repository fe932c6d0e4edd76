package dev.tilefleet.standalone.cli;

import java.util.Map;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Lets the environment name the server and its key, so that they need not be said with every command. */
final class EnvironmentDefaults implements IDefaultValueProvider {
    static final String SERVER = "TILEFLEET_SERVER";
    static final String API_KEY = "TILEFLEET_API_KEY";

    private static final Map<String, String> VARIABLES =
            Map.of(ServerOption.NAME, SERVER, ServerOption.API_KEY, API_KEY);

    private final Map<String, String> environment;

    EnvironmentDefaults(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    @Override
    public String defaultValue(ArgSpec argument) {
        if (!(argument instanceof OptionSpec option) || !VARIABLES.containsKey(option.longestName())) {
            return null;
        }
        String value = environment
                .getOrDefault(VARIABLES.get(option.longestName()), "")
                .strip();
        return value.isEmpty() ? null : value;
    }
}
