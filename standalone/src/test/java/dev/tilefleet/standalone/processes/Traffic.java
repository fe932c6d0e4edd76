package dev.tilefleet.standalone.processes;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** One connection through a relay, as whoever knows its protocol carries it. Both methods end when nothing comes. */
interface Traffic {
    void carryRequests(InputStream from, OutputStream to) throws IOException, InterruptedException;

    void carryAnswers(InputStream from, OutputStream to) throws IOException, InterruptedException;
}
