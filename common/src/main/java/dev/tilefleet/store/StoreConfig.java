package dev.tilefleet.store;

import static java.util.Objects.requireNonNull;

import dev.tilefleet.config.Secret;
import dev.tilefleet.config.Setting;
import dev.tilefleet.config.Settings;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which bucket of which store, and with which credentials.
 *
 * @param endpoint scheme, host and port; hosts of AWS are spoken to in virtual-hosted style, all others in path style
 * @param connectTimeout until a connection stands
 * @param timeout of silence on an open connection
 */
public record StoreConfig(
        URI endpoint,
        String region,
        String bucket,
        Secret accessKey,
        Secret secretKey,
        Duration connectTimeout,
        Duration timeout) {

    public static final Setting S3_ENDPOINT =
            new Setting("S3_ENDPOINT", "http://127.0.0.1:9000", "URL of the S3 store");
    public static final Setting S3_REGION = new Setting(
            "S3_REGION", "us-east-1", "Region that requests are signed for; stores other than AWS take any");
    public static final Setting S3_BUCKET = new Setting("S3_BUCKET", "tilefleet", "Bucket that holds all objects");
    public static final Setting S3_ACCESS_KEY = new Setting("S3_ACCESS_KEY", "", "Access key of the store. Required");
    public static final Setting S3_SECRET_KEY = new Setting("S3_SECRET_KEY", "", "Secret key of the store. Required");
    public static final Setting S3_CONNECT_TIMEOUT =
            new Setting("S3_CONNECT_TIMEOUT", "3s", "Time to wait for a connection to the store");
    public static final Setting S3_TIMEOUT =
            new Setting("S3_TIMEOUT", "20s", "Time to wait for a store that has fallen silent");

    /** Every setting read here. */
    public static final List<Setting> SETTINGS =
            List.of(S3_ENDPOINT, S3_REGION, S3_BUCKET, S3_ACCESS_KEY, S3_SECRET_KEY, S3_CONNECT_TIMEOUT, S3_TIMEOUT);

    private static final Pattern REGION = Pattern.compile("[a-z0-9]([a-z0-9_-]{0,61}[a-z0-9])?");
    private static final Pattern BUCKET = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");

    public StoreConfig {
        requireNonNull(connectTimeout, "connectTimeout");
        requireNonNull(timeout, "timeout");
        check(isPlainHttp(endpoint), S3_ENDPOINT, endpoint + " is not of the form http://host:port or https://host");
        check(REGION.matcher(region).matches(), S3_REGION, region + " is no region");
        check(BUCKET.matcher(bucket).matches(), S3_BUCKET, bucket + " is no bucket name");
        check(!accessKey.reveal().isBlank(), S3_ACCESS_KEY, "not set");
        check(!secretKey.reveal().isBlank(), S3_SECRET_KEY, "not set");
        check(connectTimeout.isPositive(), S3_CONNECT_TIMEOUT, "must be longer than nothing");
        check(timeout.isPositive(), S3_TIMEOUT, "must be longer than nothing");
    }

    public static StoreConfig from(Settings settings) {
        URI endpoint = settings.uri(S3_ENDPOINT);
        String region = settings.text(S3_REGION);
        String bucket = settings.text(S3_BUCKET);
        Secret accessKey = settings.secret(S3_ACCESS_KEY);
        Secret secretKey = settings.secret(S3_SECRET_KEY);
        Duration connectTimeout = settings.duration(S3_CONNECT_TIMEOUT);
        Duration timeout = settings.duration(S3_TIMEOUT);
        return settings.checked(
                () -> new StoreConfig(endpoint, region, bucket, accessKey, secretKey, connectTimeout, timeout),
                StoreConfig::standIn);
    }

    private static StoreConfig standIn() {
        Secret none = new Secret("none");
        return new StoreConfig(
                URI.create(S3_ENDPOINT.fallback()),
                S3_REGION.fallback(),
                S3_BUCKET.fallback(),
                none,
                none,
                Duration.ofSeconds(1),
                Duration.ofSeconds(1));
    }

    private static boolean isPlainHttp(URI endpoint) {
        return endpoint.getScheme() != null
                && Set.of("http", "https").contains(endpoint.getScheme())
                && endpoint.getHost() != null
                && (endpoint.getRawPath().isEmpty() || endpoint.getRawPath().equals("/"))
                && endpoint.getRawQuery() == null
                && endpoint.getRawUserInfo() == null;
    }

    private static void check(boolean holds, Setting setting, String problem) {
        if (!holds) {
            throw new IllegalArgumentException(setting.variable() + ": " + problem);
        }
    }
}
