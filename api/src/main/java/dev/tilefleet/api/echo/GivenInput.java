package dev.tilefleet.api.echo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tilefleet.api.outbound.Outbound;
import dev.tilefleet.job.ProblemException;
import dev.tilefleet.job.ProblemType;
import java.net.URI;
import java.util.Optional;

/**
 * One input as an execute document gives it ({@code inlineOrRefData.yaml}): the value itself, a qualified value, or a link.
 * The standard wants objects qualified; here they may come as they are, too.
 */
sealed interface GivenInput {
    /** The value, which fits; of bytes their media type, if it was said. */
    record Value(JsonNode value, Optional<String> mediaType) implements GivenInput {}

    /** What the value lies behind. */
    record Link(URI href, Optional<String> mediaType) implements GivenInput {}

    /** @throws ProblemException {@code invalid-parameter} if this is no value of that input, or a URL that is no URL */
    static GivenInput of(EchoInput input, JsonNode given) {
        Optional<String> mediaType = text(given, "mediaType").or(() -> text(given, "type"));
        if (input == EchoInput.BINARY) {
            mediaType.filter(type -> !EchoInput.isTiff(type)).ifPresent(type -> {
                throw invalid("Input \"%s\" is of type %s, not %s.".formatted(input.id(), EchoInput.TIFF, type));
            });
            text(given, "encoding")
                    .filter(encoding -> !encoding.equals("base64"))
                    .ifPresent(encoding -> {
                        throw invalid("Input \"%s\" is encoded in base64, not in %s.".formatted(input.id(), encoding));
                    });
        }
        if (given.path("href").isTextual()) {
            return new Link(Outbound.parse(given.path("href").textValue()), mediaType);
        }
        JsonNode qualified = given.path("value");
        return new Value(input.fits(qualified) ? qualified : requireFit(input, given), mediaType);
    }

    /** The value, if it is one of that input. */
    static JsonNode requireFit(EchoInput input, JsonNode value) {
        if (!input.fits(value)) {
            throw invalid("Input \"%s\" is %s, or a link to that.".formatted(input.id(), input.form()));
        }
        return value;
    }

    /** As a member, or within {@code format}, where drafts of 1.0 had it. */
    private static Optional<String> text(JsonNode given, String member) {
        return Optional.ofNullable(given.path(member).textValue())
                .or(() -> Optional.ofNullable(given.path("format").path(member).textValue()));
    }

    static ProblemException invalid(String detail) {
        return new ProblemException(ProblemType.INVALID_PARAMETER, detail);
    }
}
