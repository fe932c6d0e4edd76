package dev.tilefleet.api.admission;

import dev.tilefleet.config.Setting;
import dev.tilefleet.config.Settings;
import java.util.List;

/**
 * How much is too much; 0 sets no limit.
 *
 * @param queue jobs of one process that wait
 * @param rate requests of one client in a second, of one replica
 * @param burst requests of one client at once, after a rest
 * @param uploads tiles that one replica receives at a time
 * @param openJobs of one owner
 */
public record AdmissionConfig(int queue, int rate, int burst, int uploads, int openJobs) {
    public static final Setting QUEUE_LIMIT = new Setting(
            "QUEUE_LIMIT",
            "100000",
            "Jobs of a process that may wait before more are refused with 503; 0 = any number");
    public static final Setting RATE_LIMIT = new Setting(
            "RATE_LIMIT",
            "0",
            "Requests a second that a replica takes from one owner, or with ACCESS=none from one address, before it answers 429;"
                    + " 0 = any number");
    public static final Setting RATE_BURST = new Setting(
            "RATE_BURST", "100", "Requests that one owner or address may make at once after a rest, above RATE_LIMIT");
    public static final Setting UPLOAD_LIMIT = new Setting(
            "UPLOAD_LIMIT", "256", "Tiles that a replica receives at a time before it answers 503; 0 = any number");

    public static final Setting OPEN_JOBS_LIMIT = new Setting(
            "OPEN_JOBS_LIMIT",
            "0",
            "Jobs of one owner, or with ACCESS=none of everybody together, that have not ended before more are refused with 429;"
                    + " 0 = any number");

    public static final List<Setting> SETTINGS =
            List.of(QUEUE_LIMIT, RATE_LIMIT, RATE_BURST, UPLOAD_LIMIT, OPEN_JOBS_LIMIT);

    private static final int MOST = 10_000_000;

    public static AdmissionConfig from(Settings settings) {
        return new AdmissionConfig(
                settings.number(QUEUE_LIMIT, 0, MOST),
                settings.number(RATE_LIMIT, 0, MOST),
                settings.number(RATE_BURST, 1, MOST),
                settings.number(UPLOAD_LIMIT, 0, MOST),
                settings.number(OPEN_JOBS_LIMIT, 0, MOST));
    }
}
