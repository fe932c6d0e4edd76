package dev.tilefleet.standalone.cli;

import static java.util.Objects.requireNonNull;

import dev.tilefleet.standalone.client.Awaited;
import dev.tilefleet.standalone.client.FleetClient;
import dev.tilefleet.standalone.client.FleetException;
import dev.tilefleet.standalone.client.Look;
import dev.tilefleet.standalone.client.StatusInfo;
import dev.tilefleet.standalone.client.Submission;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;

/**
 * Tiles on their way through the fleet, each on a thread of its own that goes straight from file to mask.
 *
 * <p>Once the fleet is out of reach, or wants a key, nothing more is sent or asked, so that a long batch ends with one
 * complaint and not with one a file.
 */
final class Batch {
    private static final int UPLOADS = 4;
    /** More than uploads, so that a slow job does not keep others' masks waiting; few enough to spare the server. */
    private static final int FOLLOWED = 16;

    private static final int BAR_CELLS = 30;

    private final FleetClient fleet;
    private final Screen screen;
    private final JsonOption json;
    private final InstantSource clock;
    private final Order order;
    private final Semaphore uploads = new Semaphore(UPLOADS, true);
    private final Semaphore followed = new Semaphore(FOLLOWED, true);
    private final AtomicReference<FleetException> lost = new AtomicReference<>();
    private ProgressBar bar;

    Batch(FleetClient fleet, Screen screen, JsonOption json, InstantSource clock, Order order) {
        this.fleet = requireNonNull(fleet, "fleet");
        this.screen = requireNonNull(screen, "screen");
        this.json = requireNonNull(json, "json");
        this.clock = requireNonNull(clock, "clock");
        this.order = requireNonNull(order, "order");
        this.bar = ProgressBar.of(order.tiles().size(), order.follow());
    }

    /**
     * What to do with each tile.
     *
     * @param callback whom the fleet tells of each end
     * @param masks where to download the masks to, if anywhere
     * @param until when to stop following
     */
    record Order(
            List<Path> tiles,
            String process,
            Map<String, String> parameters,
            Optional<URI> callback,
            boolean follow,
            Optional<MaskFolder> masks,
            Instant until) {
        Order {
            tiles = List.copyOf(tiles);
            requireNonNull(process, "process");
            parameters = Map.copyOf(parameters);
            requireNonNull(callback, "callback");
            requireNonNull(masks, "masks");
            requireNonNull(until, "until");
        }
    }

    /** What a tile does while it holds a permit. */
    private interface Leg<T> {
        T travel() throws IOException, InterruptedException;
    }

    /** A mask's name without its suffix, after the tile's. */
    static String stem(Path tile) {
        String name = tile.getFileName().toString();
        int dot = name.lastIndexOf('.');
        return dot > 0 ? name.substring(0, dot) : name;
    }

    /**
     * Takes all tiles through and prints a line for each.
     *
     * @return the gravest ending of all
     * @throws FleetException if the fleet was lost on the way
     */
    Exit run() throws InterruptedException {
        advance(start -> start);
        Exit exit = Exit.OK;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Exit>> journeys = new ArrayList<>();
            for (Path tile : order.tiles()) {
                journeys.add(threads.submit(() -> journey(tile)));
            }
            for (Future<Exit> journey : journeys) {
                exit = exit.or(journey.get());
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("a tile's journey ends in an exit code", e.getCause());
        } finally {
            screen.bar("");
        }
        if (lost.get() != null) {
            String end = lost.get() instanceof FleetException.Denied ? "wanted a key" : "was out of reach";
            screen.complaint("%d of %d files sent before the fleet %s".formatted(bar.sent(), bar.total(), end));
            throw lost.get();
        }
        return exit;
    }

    private Exit journey(Path tile) throws InterruptedException {
        Exit exit;
        try {
            exit = travel(tile);
        } catch (FleetException.Refused e) {
            screen.complaint(tile + ": " + e.getMessage());
            exit = Exit.JOB_FAILED;
        } catch (FleetException.Unreachable | FleetException.Denied e) {
            lost.compareAndSet(null, e);
            exit = Exit.UNREACHABLE;
        } catch (IOException e) {
            screen.complaint(tile + ": " + Complaints.reason(e));
            exit = Exit.USAGE;
        }
        boolean well = exit == Exit.OK;
        advance(now -> now.settle(well));
        return exit;
    }

    private Exit travel(Path tile) throws IOException, InterruptedException {
        UUID job = holding(uploads, () -> send(tile));
        return order.follow() ? holding(followed, () -> follow(job, tile)) : Exit.OK;
    }

    private <T> T holding(Semaphore permits, Leg<T> leg) throws IOException, InterruptedException {
        permits.acquire();
        try {
            FleetException already = lost.get();
            if (already != null) {
                throw already;
            }
            return leg.travel();
        } finally {
            permits.release();
        }
    }

    private UUID send(Path tile) throws IOException, InterruptedException {
        Look accepted = fleet.submit(new Submission(order.process(), tile, order.parameters(), order.callback()));
        advance(ProgressBar::send);
        say(accepted, tile.toString());
        return accepted.info().jobID();
    }

    private Exit follow(UUID job, Path tile) throws IOException, InterruptedException {
        Look last = fleet.await(job, Duration.between(clock.instant(), order.until()));
        return switch (Awaited.of(last.info())) {
            case Awaited.Successful _ -> {
                say(last, tile + keep(job, tile));
                yield Exit.OK;
            }
            case Awaited.Failed failed -> {
                say(last, tile + "  " + failed.problem());
                yield Exit.JOB_FAILED;
            }
            case Awaited.Dismissed _ -> {
                say(last, tile.toString());
                yield Exit.JOB_FAILED;
            }
            case Awaited.Unfinished _ -> {
                say(last, tile + "  has not ended in time; the fleet goes on with it");
                yield Exit.JOB_FAILED;
            }
        };
    }

    private synchronized void advance(UnaryOperator<ProgressBar> step) {
        bar = step.apply(bar);
        screen.bar(bar.render(BAR_CELLS));
    }

    /** Keeps the mask if masks are wanted, and says where. */
    private String keep(UUID job, Path tile) throws IOException, InterruptedException {
        if (order.masks().isEmpty()) {
            return "";
        }
        return "  " + order.masks().get().keep(stem(tile), fleet.download(job));
    }

    private void say(Look look, String rest) {
        StatusInfo info = look.info();
        json.print(look.document(), "%s  %-10s  %s".formatted(info.jobID(), info.status(), rest));
    }
}
