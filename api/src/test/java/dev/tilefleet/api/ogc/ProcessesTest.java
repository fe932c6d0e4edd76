package dev.tilefleet.api.ogc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tilefleet.api.TestingModels;
import dev.tilefleet.api.edge.Links;
import dev.tilefleet.job.ProblemException;
import dev.tilefleet.job.ProblemType;
import dev.tilefleet.job.ProcessID;
import dev.tilefleet.model.ModelDescription;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProcessesTest {
    private final ModelDescription unet10 = TestingModels.unet10();
    private final ModelDescription cloudMask = TestingModels.cloudMask();
    private final Processes processes = new Processes(List.of(unet10, cloudMask));

    @Test
    void areNamedAfterTheirModels() {
        assertThat(processes.get("unet10")).isSameAs(unet10);
        assertThat(processes.get("cloud-mask")).isSameAs(cloudMask);
    }

    @Test
    void comeInTheOrderOfTheirNames() {
        assertThat(processes.all()).containsExactly(new ModelProcess(cloudMask), new ModelProcess(unet10));
        assertThat(processes.ids()).containsExactly(new ProcessID("cloud-mask"), new ProcessID("unet10"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"unet11", "UNET10", "", "../unet10"})
    void sayWhichThereAreWhereOneIsNot(String name) {
        assertThatThrownBy(() -> processes.get(name))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problem().type()).isEqualTo(ProblemType.NO_SUCH_PROCESS))
                .hasMessage("There is no process \"%s\". There are: cloud-mask, unet10.", name);
    }

    @Test
    void mayBeOthersThanModelsWhichHaveNoQueue() {
        Processes more = new Processes(List.of(unet10), List.of(new ModelProcess(cloudMask)));

        assertThat(more.all())
                .extracting(DescribedProcess::id)
                .extracting(ProcessID::value)
                .containsExactly("cloud-mask", "unet10");
        assertThat(more.described("cloud-mask").id()).isEqualTo(cloudMask.process());
        assertThat(more.ids()).containsExactly(unet10.process());
        assertThatThrownBy(() -> more.get("cloud-mask")).isInstanceOf(ProblemException.class);
    }

    @Test
    void haveEachTheirOwnName() {
        assertThatThrownBy(() -> new Processes(List.of(unet10), List.of(new ModelProcess(unet10))))
                .hasMessage("there are two processes \"unet10\"");
    }

    @Test
    void areDescribedWithTheirInputsAndOutputs() {
        JsonObject description = ProcessDescription.of(cloudMask, new Links("https://tiles.example.com"));

        assertThat(description.getString("id")).isEqualTo("cloud-mask");
        assertThat(description.getJsonObject("inputs").fieldNames()).containsExactly("file", "boaAddOffset");
        assertThat(description.getJsonObject("inputs").getJsonObject("file").getString("description"))
                .isEqualTo("GeoTIFF of 512×512 pixels with bands B02, B03");
        assertThat(description.getJsonObject("outputs").getJsonObject("mask").getString("description"))
                .isEqualTo("NumPy array, uint8, shape (512, 512): 0 clear, 1 cloud");
    }

    @Test
    void linkToWhereATileIsSent() {
        JsonObject summary = ProcessDescription.summary(unet10, new Links("https://tiles.example.com"));

        assertThat(summary.getJsonArray("links").getJsonObject(1).getString("href"))
                .isEqualTo("https://tiles.example.com/processes/unet10/execution");
    }
}
