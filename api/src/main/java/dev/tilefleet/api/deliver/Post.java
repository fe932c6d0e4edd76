package dev.tilefleet.api.deliver;

import java.net.URI;
import java.util.Map;

/** Sends one request to a callback, for straight-line code. */
interface Post {
    /** Returns when it is answered, or will not be. */
    Reply send(URI uri, Map<String, String> headers, String body) throws InterruptedException;
}
