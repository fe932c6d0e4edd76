package dev.tilefleet.store;

/** The store lacks a property without which a job could end twice; no repetition helps. The message says which. */
public final class UnsuitableStoreException extends RuntimeException {
    public UnsuitableStoreException(String message) {
        super(message);
    }
}
