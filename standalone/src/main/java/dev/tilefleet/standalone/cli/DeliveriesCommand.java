package dev.tilefleet.standalone.cli;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.joining;

import dev.tilefleet.standalone.client.Deliveries;
import dev.tilefleet.standalone.client.FleetClient;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tilefleet deliveries}. */
@Command(
        name = "deliveries",
        mixinStandardHelpOptions = true,
        versionProvider = ReleaseVersion.class,
        description = "Show what the fleet told others of a job (callbacks), or have it tell them again.")
final class DeliveriesCommand implements Callable<Integer> {
    private final Screen screen;

    @Mixin
    private final ServerOption server;

    @Mixin
    private final JsonOption json;

    @Parameters(paramLabel = "JOB", converter = JobIDs.class, description = "Job id.")
    private UUID job;

    @Option(
            names = "--redeliver",
            paramLabel = "DELIVERY",
            description = "Send this one again, whatever became of it; may be repeated. The list follows.")
    private List<String> again = List.of();

    DeliveriesCommand(Surroundings surroundings, Screen screen) {
        this.screen = requireNonNull(screen, "screen");
        this.server = new ServerOption(surroundings);
        this.json = new JsonOption(screen);
    }

    @Override
    public Integer call() throws InterruptedException {
        FleetClient fleet = server.fleet();
        for (String delivery : again) {
            fleet.redeliver(job, delivery);
        }
        Deliveries deliveries = fleet.deliveries(job);
        if (json.isWanted()) {
            screen.document(deliveries.document());
        } else {
            deliveries.deliveries().stream().map(DeliveriesCommand::line).forEach(screen::line);
        }
        return Exit.OK.code();
    }

    /** The first member is the delivery's id. */
    private static String line(Map<String, String> delivery) {
        return delivery.entrySet().stream()
                .map(member -> member.getKey() + " " + member.getValue())
                .collect(joining("  "))
                .replaceFirst("^[a-zA-Z]+ ", "");
    }
}
