package dev.tilefleet.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tilefleet.hostile.BaseTile;
import dev.tilefleet.hostile.HostileFile;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Hostile files among good ones, over HTTP: each ends, whoever sent a good one gets its mask, nothing stays open. */
final class HostileFleetIT {
    private static final int FILES = 150;
    private static final int A_GOOD_ONE_AFTER = 15;

    /** What may be wrong with a tile; nothing here speaks of a fault of the fleet. */
    private static final Set<String> PROBLEMS = Set.of(
            "not-a-geotiff",
            "unreadable-tile",
            "too-few-bands",
            "bands-ambiguous",
            "wrong-size",
            "blocks-too-large",
            "unsupported-sample-type",
            "pixels-not-finite");

    @RegisterExtension
    static final RunningFleet fleet = new RunningFleet();

    private final FleetUser user = fleet.user();

    @Test
    void hostileFilesEndAndGoodOnesAmongThemSucceed() {
        Map<String, String> hostile = new LinkedHashMap<>();
        List<String> good = new ArrayList<>();
        List<HostileFile> corpus =
                BaseTile.corpus(BaseTile.committed(), 7_000, FILES).toList();
        for (HostileFile file : corpus) {
            submit(file, hostile);
            if (hostile.size() % A_GOOD_ONE_AFTER == 0) {
                good.add(user.submit("cloud-mask", TestingTiles.clouds()));
            }
        }

        assertThat(good).isNotEmpty().allSatisfy(this::assertRightMask);
        assertThat(hostile).hasSizeGreaterThan(FILES / 2).allSatisfy(this::assertEnded);
        assertThat(fleet.operator().get("/readyz").statusCode()).isEqualTo(200);
        // Nothing is open: every job that was claimed has its outcome.
        assertThat(fleet.objects("jobs/")).hasSize(hostile.size() + good.size());
        assertThat(fleet.objects("outcomes/")).hasSize(hostile.size() + good.size());
        assertThat(fleet.spooled()).isEmpty();
    }

    /** What is no TIFF by its first bytes is refused at the door. */
    private void submit(HostileFile file, Map<String, String> jobs) {
        HttpResponse<byte[]> answer = user.send(file.process(), file.bytes());
        if (answer.statusCode() == 422) {
            assertThat(FleetUser.text(answer)).as(file::toString).contains("/not-a-geotiff");
        } else {
            jobs.put(user.accepted(answer), file.toString());
        }
    }

    private void assertRightMask(String job) {
        assertThat(user.mask(job).differences(TestingTiles.cloudsMask())).isLessThanOrEqualTo(30);
    }

    private void assertEnded(String job, String file) {
        JsonNode info = user.ended(job);
        String status = info.path("status").asText();
        if (!status.equals("successful")) {
            assertThat(status).as(file).isEqualTo("failed");
            String type = info.path("problem").path("type").asText();
            assertThat(type.substring(type.lastIndexOf('/') + 1)).as(file).isIn(PROBLEMS);
        }
    }
}
