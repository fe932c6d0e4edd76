package dev.tilefleet.store;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;
import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;

/** The HTTP side of the store: how many connections, how long they are kept and waited for. */
final class Connections {
    /** OkHttp's own five a host would make a queue of a busy replica; what bounds it is the work it takes on. */
    private static final int AT_ONCE = 512;

    private static final int IDLE = 64;

    /** Shorter than the idle time of the servers (Jetty 30 s), so that few are found closed when they are needed. */
    private static final Duration KEPT = Duration.ofSeconds(20);

    private Connections() {}

    static OkHttpClient to(StoreConfig config) {
        // Virtual threads never keep a JVM from ending, as OkHttp's own dispatcher threads do for a minute.
        Dispatcher dispatcher = new Dispatcher(Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name("store-", 0).factory()));
        dispatcher.setMaxRequests(AT_ONCE);
        dispatcher.setMaxRequestsPerHost(AT_ONCE);
        return new OkHttpClient.Builder()
                .dispatcher(dispatcher)
                .connectionPool(new ConnectionPool(IDLE, KEPT.toSeconds(), TimeUnit.SECONDS))
                .protocols(List.of(Protocol.HTTP_1_1))
                .followRedirects(false)
                .connectTimeout(config.connectTimeout())
                .readTimeout(config.timeout())
                .writeTimeout(config.timeout())
                .build();
    }

    static void close(OkHttpClient http) {
        http.dispatcher().executorService().shutdown();
        http.connectionPool().evictAll();
    }
}
