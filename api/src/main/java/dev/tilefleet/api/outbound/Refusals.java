package dev.tilefleet.api.outbound;

import dev.tilefleet.config.ByteSize;
import dev.tilefleet.config.Setting;
import dev.tilefleet.job.ProblemException;
import dev.tilefleet.job.ProblemType;
import java.time.Duration;

/**
 * Why a URL is not called, or what was wrong with its answer.
 *
 * <p>A host that is unknown and one that lies in a network of the operator's are refused with the same words: who tries
 * names out learns nothing about that network. The log tells them apart.
 */
final class Refusals {
    private Refusals() {}

    static ProblemException malformed(String what) {
        return refused("%s Send an absolute URL such as https://tiles.example.org/tile.tif.".formatted(what));
    }

    static ProblemException port(int port) {
        return refused("Port %d is none that URLs may name here. The operator opens ports with %s."
                .formatted(port, OutboundConfig.OUTBOUND_PORTS.variable()));
    }

    static ProblemException host(String host) {
        return refused("The host %s is unknown, or it is not public. The operator opens hosts and networks with %s."
                .formatted(host, OutboundConfig.OUTBOUND_ALLOW.variable()));
    }

    static ProblemException plainHttp(String host) {
        Setting allow = OutboundConfig.OUTBOUND_ALLOW;
        Setting http = OutboundConfig.OUTBOUND_HTTP;
        return refused(
                "The host %s is unknown, or it is not called by plain HTTP. Send a URL with https://; the operator opens hosts and networks with %s, plain HTTP with %s."
                        .formatted(host, allow.variable(), http.variable()));
    }

    private static ProblemException refused(String detail) {
        return new ProblemException(ProblemType.URL_NOT_ALLOWED, detail);
    }

    static ProblemException unreachable(String host) {
        return failed(
                "The host %s cannot be connected to. See that it is up and has a valid certificate.".formatted(host));
    }

    static ProblemException brokenOff(String host) {
        return failed("The host %s broke its answer off. Try again.".formatted(host));
    }

    static ProblemException tooSlow(Duration time) {
        return failed("The URL was not answered in whole within %d s.".formatted(Math.max(1, time.toSeconds())));
    }

    static ProblemException tooLarge(ByteSize limit) {
        return failed("The URL's answer is larger than %s, the most that is taken here.".formatted(limit));
    }

    static ProblemException redirect(int status) {
        return failed("The URL is answered %d, a redirect, which is not followed. Send the URL that it leads to."
                .formatted(status));
    }

    static ProblemException status(int status) {
        return failed(
                "The URL is answered %d where 200 is needed. See that it is right and still valid.".formatted(status));
    }

    private static ProblemException failed(String detail) {
        return new ProblemException(ProblemType.URL_UNAVAILABLE, detail);
    }
}
