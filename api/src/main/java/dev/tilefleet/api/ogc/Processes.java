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
import java.util.stream.Stream;

/** The processes this fleet offers: one a model, and those that the api does by itself. */
public final class Processes {
    private final Map<ProcessID, ModelDescription> models = new TreeMap<>();
    private final Map<ProcessID, DescribedProcess> all = new TreeMap<>();

    public Processes(Collection<ModelDescription> models) {
        this(models, List.of());
    }

    /**
     * Models, and others.
     *
     * @throws IllegalArgumentException if two have the same id
     */
    public Processes(Collection<ModelDescription> models, Collection<DescribedProcess> others) {
        models.forEach(model -> this.models.put(model.process(), model));
        Stream.concat(models.stream().map(ModelProcess::new), others.stream()).forEach(process -> {
            if (all.put(process.id(), process) != null) {
                throw new IllegalArgumentException("there are two processes \"%s\"".formatted(process.id()));
            }
        });
    }

    /**
     * The model of this process.
     *
     * @throws ProblemException {@code no-such-process}
     */
    public ModelDescription get(String id) {
        return ProcessID.parse(id).map(models::get).orElseThrow(() -> absent(id));
    }

    /** @throws ProblemException {@code no-such-process} */
    DescribedProcess described(String id) {
        return ProcessID.parse(id).map(all::get).orElseThrow(() -> absent(id));
    }

    private ProblemException absent(String id) {
        return new ProblemException(
                ProblemType.NO_SUCH_PROCESS,
                "There is no process \"%s\". There are: %s.".formatted(id, String.join(", ", names())));
    }

    private List<String> names() {
        return all.keySet().stream().map(ProcessID::value).toList();
    }

    /** Those that workers run, and that have a queue. */
    public Set<ProcessID> ids() {
        return Collections.unmodifiableSet(models.keySet());
    }

    Collection<DescribedProcess> all() {
        return Collections.unmodifiableCollection(all.values());
    }
}
