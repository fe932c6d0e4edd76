package dev.tilefleet.standalone.demo;

import static java.util.Objects.requireNonNull;

import dev.tilefleet.job.ProcessID;
import dev.tilefleet.model.ModelDescription;
import dev.tilefleet.standalone.Standalone;
import dev.tilefleet.standalone.StandaloneConfig;
import dev.tilefleet.standalone.StartFailedException;
import dev.tilefleet.standalone.client.FleetClient;
import dev.tilefleet.worker.Host;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;

/** Starts a fleet, has it mask the bundled tile, compares the mask with hand labels and stops the fleet. */
public final class Demo {
    /** The only one the fleet need serve. */
    public static final ProcessID PROCESS = new ProcessID("cloud-mask");

    private final Function<Path, StandaloneConfig> configs;
    private final Function<URI, FleetClient> fleets;
    private final Narrator narrator;
    private final Clock clock;
    private final Host host;

    /**
     * @param configs of a fleet that keeps its data in the folder given and serves the bundled {@link #PROCESS}
     * @param fleets makes a client of the fleet at an address
     */
    public Demo(
            Function<Path, StandaloneConfig> configs,
            Function<URI, FleetClient> fleets,
            Narrator narrator,
            Clock clock,
            Host host) {
        this.configs = requireNonNull(configs, "configs");
        this.fleets = requireNonNull(fleets, "fleets");
        this.narrator = requireNonNull(narrator, "narrator");
        this.clock = requireNonNull(clock, "clock");
        this.host = requireNonNull(host, "host");
    }

    /**
     * How to run it.
     *
     * @param folder for mask and picture, there already
     * @param keepData whether the fleet's data outlives it
     * @param quiet whether the log is kept to what goes wrong
     */
    public record Options(Path folder, boolean keepData, boolean quiet) {
        public Options {
            requireNonNull(folder, "folder");
        }
    }

    /**
     * Runs it once. A process that is told to end meanwhile does so when the fleet is stopped and its data gone.
     *
     * @return whether it came to its end; not if the process was told to end before
     * @throws DemoFailedException if the job fails or its mask is wrong
     * @throws StartFailedException if there is no fleet to run it on
     * @throws IOException if the mask or the picture cannot be written
     */
    public boolean run(Options options) throws IOException, InterruptedException {
        try (TemporaryFolder data = TemporaryFolder.create(options.keepData());
                StopSignal stop = new StopSignal(() -> narrator.doing("stopping"), data::close);
                QuietLogs _ = new QuietLogs(options.quiet())) {
            run(configs.apply(data.path()), options.folder(), stop);
            if (options.keepData()) {
                narrator.line("The fleet's data is kept; to look around in it: tilefleet up --data " + data.path());
            }
            return true;
        } catch (StopSignal.StoppedException e) {
            return false;
        }
    }

    private void run(StandaloneConfig config, Path folder, StopSignal stop) throws IOException, InterruptedException {
        Instant begun = clock.instant();
        try (Standalone fleet = start(config, stop)) {
            fleet.awaitReady();
            Duration startUp = Duration.between(begun, clock.instant());
            narrator.line("A fleet is ready at " + fleet.url());
            ModelDescription model = config.models().catalog().model(PROCESS).orElseThrow();
            Sample sample = Sample.in(config.models().directory());
            Trip trip = new Traveller(fleets.apply(fleet.url()), narrator, stop, clock, Thread::sleep)
                    .travel(PROCESS.value(), sample.tile());
            new Evaluation(model, sample, config.worker().gdalLibrary())
                    .of(trip, startUp, folder)
                    .lines()
                    .forEach(narrator::line);
            narrator.doing("stopping the fleet");
        }
    }

    private Standalone start(StandaloneConfig config, StopSignal stop) throws InterruptedException {
        try {
            return Standalone.start(config, clock, host, part -> {
                stop.check();
                narrator.doing("starting " + part);
            });
        } catch (LinkageError e) {
            // A process that is ending takes no more shutdown hooks, without which some of Kafka's classes do not load.
            stop.check();
            throw e;
        } catch (RuntimeException e) {
            stop.check();
            throw new StartFailedException(e);
        }
    }
}
