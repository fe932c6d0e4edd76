package dev.tilefleet.standalone.demo;

/** Hears how the demonstration goes. */
public interface Narrator {
    /** What goes on now, until the next call of either. */
    void doing(String what);

    /** A line of result. */
    void line(String text);
}
