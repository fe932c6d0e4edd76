package dev.tilefleet.standalone.chaos;

import static java.util.stream.Collectors.toSet;

import dev.tilefleet.job.JobID;
import dev.tilefleet.job.Outcome;
import dev.tilefleet.job.Outcome.Dismissed;
import dev.tilefleet.job.Outcome.Failed;
import dev.tilefleet.job.Outcome.Successful;
import dev.tilefleet.job.ProblemType;
import dev.tilefleet.standalone.chaos.Evidence.Answer;
import dev.tilefleet.standalone.chaos.Evidence.Mask;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What must hold of a fleet that has come to rest, whatever was done to it: zero lost, zero doubled, zero stuck. */
final class Invariants {
    private final Evidence evidence;
    private final List<Violation> found = new ArrayList<>();

    private Invariants(Evidence evidence) {
        this.evidence = evidence;
    }

    static List<Violation> violations(Evidence evidence) {
        Invariants invariants = new Invariants(evidence);
        evidence.promises().forEach(invariants::checkPromise);
        evidence.outcomes().values().forEach(invariants::checkFailure);
        invariants.checkRecords();
        invariants.checkRest();
        return List.copyOf(invariants.found);
    }

    private void checkPromise(Promise promise) {
        JobID job = promise.job();
        Outcome outcome = evidence.outcomes().get(job);
        if (outcome == null) {
            found(job, "has no outcome in the store");
        } else {
            checkEnding(promise, outcome);
            evidence.told().getOrDefault(job, Set.of()).stream()
                    .filter(told -> !told.equals(outcome.ending().status().toString()))
                    .forEach(told -> found(job, "was told to be %s, and is %s".formatted(told, outcome.ending())));
        }
        List<Answer> answers = evidence.answers().getOrDefault(job, List.of());
        if (answers.isEmpty()) {
            found(job, "no api answers about it");
        }
        answers.forEach(answer -> checkAnswer(job, answer));
    }

    private void checkEnding(Promise promise, Outcome outcome) {
        JobID job = promise.job();
        switch (outcome.ending()) {
            case Successful _ -> {
                Mask mask = evidence.masks().getOrDefault(job, Mask.ABSENT);
                if (isRemoved(job) ? mask.isThere() && !mask.isRight() : !mask.isRight()) {
                    found(job, mask.isThere() ? "has a wrong mask" : "is successful and has no mask");
                }
            }
            // Checked for jobs that nobody was promised, too.
            case Failed _ -> {}
            case Dismissed _ -> {
                if (!evidence.dismissals().contains(job)) {
                    found(job, "is dismissed, and nobody wanted that");
                }
            }
        }
    }

    /** No tile of a run is at fault: nothing may fail but for want of time that it was not given. */
    private void checkFailure(Outcome outcome) {
        if (outcome.ending() instanceof Failed(var problem)
                && !(problem.type() == ProblemType.DEADLINE_EXCEEDED
                        && evidence.overdue().contains(outcome.jobID()))) {
            found(outcome.jobID(), "failed: %s, %s".formatted(problem.type().code(), problem.detail()));
        }
    }

    private void checkAnswer(JobID job, Answer answer) {
        if (isRemoved(job)) {
            if (answer.code() != 410) {
                found(job, "is removed, and %s answers %d %s".formatted(answer.api(), answer.code(), answer.status()));
            }
            return;
        }
        Outcome outcome = evidence.outcomes().get(job);
        String status = outcome == null ? "ended" : outcome.ending().status().toString();
        if (answer.code() != 200 || !answer.status().equals(status)) {
            found(job, "is %s, and %s answers %d %s".formatted(status, answer.api(), answer.code(), answer.status()));
        }
    }

    private boolean isRemoved(JobID job) {
        return evidence.keys().contains("tombstones/" + job + ".json");
    }

    /** What the log tells is what the store holds, of every job that has ended, promised or not. */
    private void checkRecords() {
        for (Evidence.End end : evidence.ends()) {
            JobID job = end.outcome().jobID();
            if (!end.outcome().equals(evidence.outcomes().get(job))) {
                found(
                        job,
                        "the record at %d of partition %d tells another outcome than the store"
                                .formatted(end.offset(), end.partition()));
            }
        }
        Set<JobID> told =
                evidence.ends().stream().map(end -> end.outcome().jobID()).collect(toSet());
        evidence.outcomes().keySet().stream()
                .filter(job -> !told.contains(job))
                .forEach(job -> found(job, "has an outcome that the log never told"));
    }

    private void checkRest() {
        for (Map.Entry<Integer, Long> lag : evidence.lag().entrySet()) {
            if (lag.getValue() != 0) {
                found.add(Violation.ofAll("partition %d has a lag of %d".formatted(lag.getKey(), lag.getValue())));
            }
        }
        new StoredObjects(evidence.keys(), evidence.outcomes())
                .misplaced()
                .forEach(key -> found.add(Violation.ofAll(key + " belongs to nothing")));
        evidence.deaths().forEach(death -> found.add(Violation.ofAll(death)));
    }

    private void found(JobID job, String what) {
        found.add(Violation.of(job, what));
    }
}
