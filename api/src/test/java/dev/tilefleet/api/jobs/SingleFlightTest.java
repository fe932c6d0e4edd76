package dev.tilefleet.api.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SingleFlightTest {
    private final List<Promise<String>> calls = new ArrayList<>();
    private final SingleFlight<String, String> flights = new SingleFlight<>(_ -> {
        Promise<String> call = Promise.promise();
        calls.add(call);
        return call.future();
    });

    @Test
    void givesWhatTheCallGives() {
        Future<String> answer = flights.get("a");

        calls.getFirst().complete("1");

        assertThat(answer.result()).isEqualTo("1");
    }

    @Test
    void whoComesWhileACallIsUnderWayGetsTheNext() {
        Future<String> first = flights.get("a");
        Future<String> second = flights.get("a");
        Future<String> third = flights.get("a");
        assertThat(calls).hasSize(1);

        calls.get(0).complete("old");

        assertThat(first.result()).isEqualTo("old");
        assertThat(calls).hasSize(2);
        calls.get(1).complete("new");
        assertThat(List.of(second.result(), third.result())).containsOnly("new");
    }

    @Test
    void callsForOneKeyDoNotWaitForAnother() {
        flights.get("a");

        flights.get("b");

        assertThat(calls).hasSize(2);
    }

    @Test
    void forgetsWhatHasLanded() {
        flights.get("a");
        flights.get("a");

        calls.get(0).complete("1");
        calls.get(1).complete("2");

        assertThat(flights.underWay()).isZero();
    }

    @Test
    void aFailureIsForThoseOfItsCall() {
        Future<String> first = flights.get("a");
        Future<String> second = flights.get("a");

        calls.get(0).fail("store away");
        calls.get(1).complete("back");

        assertThat(first.failed()).isTrue();
        assertThat(second.result()).isEqualTo("back");
    }

    @Test
    void aCallThatIsCompleteAtOnceLeavesNothingBehind() {
        SingleFlight<String, String> immediate = new SingleFlight<>(Future::succeededFuture);

        assertThat(immediate.get("a").result()).isEqualTo("a");
        assertThat(immediate.underWay()).isZero();
    }

    @Test
    void aCallThatThrowsLeavesNothingBehind() {
        SingleFlight<String, String> refusing = new SingleFlight<>(_ -> {
            throw new IllegalStateException("closed");
        });

        assertThat(refusing.get("a").cause()).hasMessage("closed");
        assertThat(refusing.underWay()).isZero();
    }
}
