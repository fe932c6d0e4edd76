package dev.tilefleet.store;

import static dev.tilefleet.store.TestingS3.error;
import static dev.tilefleet.store.TestingS3.lost;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import okhttp3.Request;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StoreProbeTest {
    private final TestingS3 s3 = new TestingS3();
    private final S3TileStore store = s3.store();

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void takesAStoreThatDecidesRacesAndLeavesNothingBehind() {
        probe();

        assertThat(s3.objects).isEmpty();
    }

    @Test
    void refusesAStoreThatIgnoresTheCondition() {
        s3.ignoringConditions();

        assertThatThrownBy(this::probe)
                .isInstanceOf(UnsuitableStoreException.class)
                .hasMessageContaining("http://s3.test:9000")
                .hasMessageContaining("If-None-Match")
                .hasMessageContaining("of 8 at once 8 succeeded")
                .hasMessageContaining("README");
        assertThat(s3.objects).isEmpty();
    }

    @Test
    void refusesAStoreThatDoesNotKnowTheCondition() {
        s3.instead("PUT", error(501, "NotImplemented"));

        assertThatThrownBy(this::probe).isInstanceOf(UnsuitableStoreException.class);
    }

    @Test
    void refusesAStoreWhoseReadersSeeAnotherThanTheWinner() {
        s3.carriesOutBut("PUT", request -> {
            s3.objects.put(key(request), "another".getBytes(UTF_8));
            return s3Ok(request);
        });

        assertThatThrownBy(this::probe)
                .isInstanceOf(UnsuitableStoreException.class)
                .hasMessageContaining("reads what that PUT wrote");
    }

    @Test
    void refusesAStoreWhereAnythingIsPresent() {
        s3.instead("GET", this::s3Ok);

        assertThatThrownBy(this::probe)
                .isInstanceOf(UnsuitableStoreException.class)
                .hasMessageContaining("absent");
    }

    @Test
    void aRaceInWhichAllAreTurnedAwayIsSettledLikeAnyDoubt() {
        for (int i = 0; i < 8; i++) {
            s3.instead("PUT", error(409, "ConditionalRequestConflict"));
        }

        assertThatCode(this::probe).doesNotThrowAnyException();
    }

    @Test
    void aStoreThatIsAwayIsUnavailableNotUnsuitable() {
        s3.instead("GET", lost("no route to host"));

        assertThatThrownBy(this::probe).isInstanceOf(StoreUnavailableException.class);
    }

    private void probe() {
        new StoreProbe(store).check();
    }

    private okhttp3.Response s3Ok(Request request) {
        return TestingS3.response(request, 200, "application/xml", new byte[0]);
    }

    private static String key(Request request) {
        return String.join("/", request.url().pathSegments().stream().skip(1).toList());
    }
}
