package dev.tilefleet.api.ogc;

import dev.tilefleet.job.ProblemException;
import dev.tilefleet.job.ProblemType;
import dev.tilefleet.job.ProcessID;
import dev.tilefleet.model.ModelDescription;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The processes this fleet offers, one a model. */
public final class Processes {
    private final Map<ProcessID, ModelDescription> models;

    public Processes(Collection<ModelDescription> models) {
        this.models = new TreeMap<>();
        models.forEach(model -> this.models.put(model.process(), model));
    }

    /** @throws ProblemException {@code no-such-process} */
    public ModelDescription get(String id) {
        return ProcessID.parse(id)
                .map(models::get)
                .orElseThrow(() -> new ProblemException(
                        ProblemType.NO_SUCH_PROCESS,
                        "There is no process \"%s\". There are: %s.".formatted(id, String.join(", ", names()))));
    }

    private List<String> names() {
        return models.keySet().stream().map(ProcessID::value).toList();
    }

    public Set<ProcessID> ids() {
        return Collections.unmodifiableSet(models.keySet());
    }

    Collection<ModelDescription> all() {
        return Collections.unmodifiableCollection(models.values());
    }
}
