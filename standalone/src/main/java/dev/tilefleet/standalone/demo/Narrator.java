package dev.tilefleet.standalone.demo;

/** Hears how the demonstration goes. */
public interface Narrator {
    /** What goes on now; the next call says that it is over. */
    void doing(String what);

    /** A line of result. */
    void line(String text);
}
