package dev.tilefleet.standalone.chaos;

import dev.tilefleet.job.JobID;
import dev.tilefleet.standalone.FleetUser;
import dev.tilefleet.standalone.chaos.Evidence.Answer;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** What each api says of each job. */
final class ApiReader {
    private static final int AT_ONCE = 8;

    private final Map<String, FleetUser> apis;

    ApiReader(Map<String, FleetUser> apis) {
        this.apis = Map.copyOf(apis);
    }

    Map<JobID, List<Answer>> answers(Collection<JobID> jobs) {
        Map<JobID, List<Answer>> answers = new ConcurrentHashMap<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE)) {
            jobs.forEach(job -> threads.execute(() -> answers.put(job, answers(job))));
        }
        return answers;
    }

    private List<Answer> answers(JobID job) {
        return apis.entrySet().stream()
                .map(api -> answer(api.getKey(), api.getValue(), job))
                .toList();
    }

    private static Answer answer(String name, FleetUser api, JobID job) {
        try {
            HttpResponse<byte[]> answer = api.get("/jobs/" + job);
            String status = answer.statusCode() == 200
                    ? FleetUser.json(answer).path("status").asText()
                    : "";
            return new Answer(name, answer.statusCode(), status);
        } catch (UncheckedIOException e) {
            return new Answer(name, 0, e.getCause().toString());
        }
    }
}
