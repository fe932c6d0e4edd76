package dev.tilefleet.api.echo;

import dev.tilefleet.api.edge.Links;
import dev.tilefleet.api.intake.Offer;
import dev.tilefleet.api.ogc.DescribedProcess;
import dev.tilefleet.api.ogc.ProcessLinks;
import dev.tilefleet.job.ProcessID;
import dev.tilefleet.job.Sha256;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/** The description: {@code echo.json} beside this class says all of it but the outputs, which are as the inputs. */
final class EchoProcess implements DescribedProcess {
    static final ProcessID ID = new ProcessID("echo");
    static final String MEDIA_TYPE = "application/json";

    private static final String INPUTS = "inputs";

    private final byte[] written = resource();

    /** What runs is what is described. */
    Offer offer() {
        return new Offer(ID, Sha256.of(written), MEDIA_TYPE, List.of());
    }

    @Override
    public ProcessID id() {
        return ID;
    }

    @Override
    public JsonObject summary(Links links) {
        JsonObject summary = read();
        summary.remove(INPUTS);
        return summary.put("links", ProcessLinks.of(ID, links));
    }

    @Override
    public JsonObject description(Links links) {
        JsonObject inputs = read().getJsonObject(INPUTS);
        JsonObject outputs = new JsonObject();
        EchoInput.echoed().forEach(input -> {
            JsonObject described = inputs.getJsonObject(input.id());
            outputs.put(
                    input.id(),
                    new JsonObject()
                            .put("title", described.getString("title"))
                            .put("schema", described.getJsonObject("schema")));
        });
        return summary(links).put(INPUTS, inputs).put("outputs", outputs);
    }

    private JsonObject read() {
        return new JsonObject(Buffer.buffer(written));
    }

    private static byte[] resource() {
        try (InputStream stream = EchoProcess.class.getResourceAsStream("echo.json")) {
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
