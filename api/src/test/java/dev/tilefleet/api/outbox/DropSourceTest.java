package dev.tilefleet.api.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tilefleet.job.Callback;
import dev.tilefleet.job.DeliveryID;
import java.net.URI;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DropSourceTest {
    private static final Moment TIME =
            new Moment(Instant.parse("2026-11-01T12:00:00Z"), Instant.parse("2026-11-01T12:00:00.123Z"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "plain.tif",
                "with space.tif",
                "per%20cent%.tif",
                "a+b.tif",
                "ünï/cödé/雪.tif",
                "🛰.tif",
                "q?a=b&c#d.tif",
                "(a)[b]{c}'d\"e!$,;:@=~^`|.tif",
                "back\\slash.tif"
            })
    void aUriCarriesAnyName(String name) {
        DropSource source = new DropSource("tiles", "inbox/unet10/" + name, "a+b/c=&~1", TIME);

        URI uri = source.uri();

        assertThat(DropSource.of(URI.create(uri.toString()))).hasValue(source);
        assertThat(uri.toASCIIString()).isEqualTo(uri.toString());
    }

    @Test
    void aDeliveryIsNamedByIt() {
        URI one = new DropSource("tiles", "inbox/unet10/a.tif", "1", TIME).uri();
        URI other = new DropSource("tiles", "inbox/unet10/a.tif", "2", TIME).uri();

        assertThat(DeliveryID.of(new Callback(Callback.OUTBOX, one)))
                .isNotEqualTo(DeliveryID.of(new Callback(Callback.OUTBOX, other)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "s3://tiles/inbox/a.tif",
                "s3://tiles/inbox/a.tif?version=1",
                "s3://tiles/?version=1&modified=2026-11-01T12:00:00Z&taken=2026-11-01T12:00:00Z",
                "s3://tiles/inbox/a.tif?version=1&modified=yesterday&taken=2026-11-01T12:00:00Z",
                "mailto:somebody@example.org"
            })
    void otherUrisCarryNone(String uri) {
        assertThat(DropSource.of(URI.create(uri))).isEmpty();
    }
}
