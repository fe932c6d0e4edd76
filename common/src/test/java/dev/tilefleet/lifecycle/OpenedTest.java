package dev.tilefleet.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OpenedTest {
    private final Opened opened = new Opened();
    private final List<String> closed = new ArrayList<>();

    @Test
    void closesInReverse() {
        opened.add(part("store"));
        opened.add(part("log"));
        opened.add(part("api"));

        opened.close();

        assertThat(closed).containsExactly("api", "log", "store");
    }

    @Test
    void onePartThatDoesNotCloseKeepsNoOtherFromIt() {
        opened.add(part("store"));
        opened.add(() -> {
            throw new IOException("stuck");
        });
        opened.add(part("api"));

        opened.close();

        assertThat(closed).containsExactly("api", "store");
    }

    @Test
    void closesEachPartOnce() {
        opened.add(part("store"));
        opened.close();

        opened.close();

        assertThat(closed).containsExactly("store");
    }

    @Test
    void handsThePartBack() {
        AutoCloseable part = part("store");

        assertThat(opened.add(part)).isSameAs(part);
    }

    @Test
    void anInterruptWhileAPartClosesIsKept() {
        opened.add(part("store"));
        opened.add(() -> {
            throw new InterruptedException("stopped");
        });

        opened.close();

        assertThat(Thread.interrupted()).isTrue();
        assertThat(closed).containsExactly("store");
    }

    private AutoCloseable part(String name) {
        return () -> closed.add(name);
    }
}
