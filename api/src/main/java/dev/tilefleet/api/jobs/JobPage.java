package dev.tilefleet.api.jobs;

import dev.tilefleet.api.jobs.SubmissionOrder.Place;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * One page of a list of jobs. It costs no more than the look at {@link #LOOKS} jobs, however few of them are asked for:
 * then it is short, or empty, and says where the next one begins.
 *
 * @param next behind which place the next page begins; empty if nothing is left
 */
record JobPage(List<KnownJob> jobs, Optional<Place> next) {
    static final int LOOKS = 10_000;

    /**
     * The first page of these.
     *
     * @param known in their order, from behind the query's cursor on
     */
    static JobPage of(JobQuery query, Iterator<KnownJob> known, Instant now) {
        List<KnownJob> asked = new ArrayList<>();
        Optional<Place> last = query.after();
        for (int looks = 0; known.hasNext(); looks++) {
            if (looks == LOOKS || asked.size() == query.limit()) {
                return new JobPage(asked, last);
            }
            KnownJob job = known.next();
            if (job.submitted().filter(query.created().begin()::isAfter).isPresent()) {
                break;
            }
            if (query.asksFor(job, now)) {
                asked.add(job);
            }
            last = Optional.of(Place.of(job));
        }
        return new JobPage(asked, Optional.empty());
    }
}
