package dev.tilefleet.lifecycle;

/** A part of the fleet that a process runs until it is told to stop, and that ends what it has in hand before it goes. */
public interface Drainable extends AutoCloseable {
    /** What it has for that. */
    DrainBudget drain();

    /** Jobs and requests in hand; after its end those that the budget was too short for. */
    int left();

    /** Takes no more, ends what is in hand as far as the budget goes, and leaves. Loses nothing where it is too short. */
    @Override
    void close();
}
