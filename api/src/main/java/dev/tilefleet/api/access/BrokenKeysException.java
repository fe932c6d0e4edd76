package dev.tilefleet.api.access;

/** A file of entries that cannot be trusted to say what its writer meant; the message holds nothing of its content. */
final class BrokenKeysException extends RuntimeException {
    BrokenKeysException(String message) {
        super(message);
    }
}
