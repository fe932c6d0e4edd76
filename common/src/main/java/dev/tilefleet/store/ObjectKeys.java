package dev.tilefleet.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tilefleet.job.DeliveryID;
import dev.tilefleet.job.JobID;
import dev.tilefleet.job.Sha256;
import java.net.URLEncoder;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** Names of the objects, kind first, so that lifecycle rules can be set by prefix. */
public final class ObjectKeys {
    public static final String INPUTS = "inputs/";
    public static final String JOBS = "jobs/";
    public static final String OUTCOMES = "outcomes/";
    public static final String RESULTS = "results/";
    public static final String TOMBSTONES = "tombstones/";
    public static final String KEYS = "keys/";
    public static final String DELIVERIES = "deliveries/";
    public static final String RETRIES = "retries/";
    public static final String PROBES = "probes/";
    public static final String INBOX = "inbox/";
    public static final String OUTBOX = "outbox/";

    /** What all marks of dropped files begin with. */
    public static final String DROPS = KEYS + "inbox/";

    /** Among them those of files that somebody began with. */
    public static final String OPEN_DROPS = DROPS + "open/";

    private static final String OUTPUTS = "/outputs.json";
    private static final Pattern DOTS = Pattern.compile("\\.+");
    private static final SecureRandom RANDOM = new SecureRandom();

    private ObjectKeys() {}

    /** A new name for the tile's bytes. */
    public static String newInput(JobID job) {
        return inputs(job) + random();
    }

    /** What all uploads for one job begin with. */
    public static String inputs(JobID job) {
        return INPUTS + job + "/";
    }

    /** What was asked. */
    public static String job(JobID job) {
        return JOBS + job + ".json";
    }

    /** How it ended. */
    public static String outcome(JobID job) {
        return OUTCOMES + job + ".json";
    }

    /** That it is removed. */
    public static String tombstone(JobID job) {
        return TOMBSTONES + job + ".json";
    }

    /** What became of telling one callback. */
    public static String delivery(JobID job, DeliveryID delivery) {
        return deliveries(job) + delivery + ".json";
    }

    /** What the reports on all callbacks of one job begin with. */
    public static String deliveries(JobID job) {
        return DELIVERIES + job + "/";
    }

    /** What the timers begin with that are worked together. */
    public static String retries(int shard) {
        return RETRIES + shard + "/";
    }

    /** Which job this key of its owner leads to. */
    public static String key(String owner, String key) {
        return KEYS + segment(owner) + "/" + Sha256.of(key.getBytes(UTF_8));
    }

    /** That this version of a dropped file is taken. */
    public static String drop(Sha256 version) {
        return DROPS + version;
    }

    /** That somebody began to take it. */
    public static String openDrop(Sha256 version) {
        return OPEN_DROPS + version;
    }

    /** Any text as a part of a key between two slashes, another for each, and none for dropped files. */
    private static String segment(String text) {
        if (text.equals("inbox")) {
            return "%69nbox";
        }
        String encoded = URLEncoder.encode(text, UTF_8);
        return DOTS.matcher(encoded).matches() ? encoded.replace(".", "%2E") : encoded;
    }

    /** The mask of one attempt. */
    public static String result(JobID job, String attempt) {
        return results(job) + attempt + "/mask.npy";
    }

    /** The outputs of one attempt as a document, of a process that gives no mask. */
    public static String outputs(JobID job, String attempt) {
        return results(job) + attempt + OUTPUTS;
    }

    /** Whether what lies there is such a document, and no mask. */
    public static boolean holdsOutputs(String key) {
        return key.endsWith(OUTPUTS);
    }

    /** What the masks of all attempts at one job begin with. */
    public static String results(JobID job) {
        return RESULTS + job + "/";
    }

    /** 64 random bits in hexadecimal: names an attempt or an upload. */
    public static String random() {
        byte[] bytes = new byte[8];
        RANDOM.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
