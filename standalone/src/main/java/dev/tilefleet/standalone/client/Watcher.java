package dev.tilefleet.standalone.client;

import java.util.UUID;

/** Hears what becomes of jobs. */
public interface Watcher {
    /** The job as it was found, and each time it is found in another state. */
    void changed(Look look);

    /** The fleet says nothing more of this job. */
    void refused(UUID job, FleetException.Refused why);
}
