package dev.tilefleet.standalone.demo;

import static dev.tilefleet.standalone.client.TestingFleet.JOB;
import static dev.tilefleet.standalone.client.TestingFleet.LOOK;
import static dev.tilefleet.standalone.client.TestingFleet.MASK;
import static dev.tilefleet.standalone.client.TestingFleet.NPY;
import static dev.tilefleet.standalone.client.TestingFleet.SUBMIT;
import static dev.tilefleet.standalone.client.TestingFleet.accepted;
import static dev.tilefleet.standalone.client.TestingFleet.mask;
import static dev.tilefleet.standalone.client.TestingFleet.problem;
import static dev.tilefleet.standalone.client.TestingFleet.problemJson;
import static dev.tilefleet.standalone.client.TestingFleet.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tilefleet.standalone.client.TestingFleet;
import dev.tilefleet.standalone.client.TestingTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TravellerIT {
    private final TestingFleet fleet = new TestingFleet();
    private final TestingTime time = new TestingTime();
    private final List<String> told = new ArrayList<>();
    private final CountDownLatch stopHeard = new CountDownLatch(1);
    private final StopSignal stop = new StopSignal(stopHeard::countDown, () -> {});
    private final Narrator narrator = new Narrator() {
        @Override
        public void doing(String what) {
            told.add(what);
        }

        @Override
        public void line(String text) {
            told.add(text);
        }
    };

    @TempDir
    private Path folder;

    private Path tile;

    @BeforeEach
    void writeTile() throws IOException {
        tile = Files.write(folder.resolve("tile.tif"), new byte[] {1, 2, 3});
    }

    @AfterEach
    void close() {
        stop.close();
        fleet.close();
    }

    @Test
    void comesBackWithTheMaskAndTellsOfEachState() throws Exception {
        fleet.on(SUBMIT, accepted())
                .on(LOOK, status("accepted"), status("running"), status("running"), status("successful"))
                .on(MASK, mask());

        Trip trip = travel();

        assertThat(trip.mask()).isEqualTo(NPY);
        assertThat(trip.time()).isEqualTo(Duration.ofMillis(4 * 50));
        assertThat(told)
                .containsExactly(
                        "sending tile.tif to /processes/cloud-mask/execution",
                        "job " + JOB + " is accepted",
                        "job " + JOB + " is running",
                        "job " + JOB + " is successful");
    }

    @Test
    void saysWhyTheJobFailed() {
        fleet.on(SUBMIT, accepted())
                .on(LOOK, status("failed", ",\"problem\":" + problemJson(422, "Too few bands", "3 of 6"), 200));

        assertThatThrownBy(this::travel)
                .isInstanceOf(DemoFailedException.class)
                .hasMessage("The job failed. Too few bands: 3 of 6");
    }

    @Test
    void saysWhyTheTileWasRefused() {
        fleet.on(SUBMIT, problem(413, "Upload too large", "at most 3 bytes"));

        assertThatThrownBy(this::travel)
                .isInstanceOf(DemoFailedException.class)
                .hasMessage("Upload too large: at most 3 bytes");
    }

    @Test
    void doesNotWaitForEver() {
        fleet.on(SUBMIT, accepted()).on(LOOK, status("running"));

        assertThatThrownBy(this::travel)
                .isInstanceOf(DemoFailedException.class)
                .hasMessage("The job is still running after 5 minutes.");
    }

    @Test
    void turnsBackWhenTheProcessIsToEnd() throws InterruptedException {
        fleet.on(SUBMIT, accepted()).on(LOOK, status("running"));
        Thread.startVirtualThread(stop::give);
        stopHeard.await();

        assertThatThrownBy(this::travel).isInstanceOf(StopSignal.StoppedException.class);
    }

    private Trip travel() throws IOException, InterruptedException {
        return new Traveller(fleet.client(time), narrator, stop, time, time).travel("cloud-mask", tile);
    }
}
