package dev.tilefleet.api.deliver;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a callback is sent.
 *
 * @param id the same at every attempt
 * @param body JSON
 */
record Message(String id, String body) {

    /** The headers of Standard Webhooks 1.0, for an attempt now, to be added to; the signature holds for a few minutes. */
    Map<String, String> headers(SigningSecrets secrets, Instant now) {
        long timestamp = now.getEpochSecond();
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", "application/json");
        headers.put("webhook-id", id);
        headers.put("webhook-timestamp", Long.toString(timestamp));
        secrets.sign(id, timestamp, body).ifPresent(signature -> headers.put("webhook-signature", signature));
        return headers;
    }
}
