package dev.tilefleet.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class SecretTest {

    private record Login(String user, Secret password) {}

    @Test
    void doesNotPrintItself() {
        assertThat(new Secret("hunter2")).hasToString("(secret)");
    }

    @Test
    void doesNotPrintItselfInsideOthers() {
        Optional<Login> login = Optional.of(new Login("alice", new Secret("hunter2")));

        assertThat(login.toString()).contains("alice").doesNotContain("hunter2");
    }

    @Test
    void revealsItselfToWhoeverAsks() {
        assertThat(new Secret("hunter2").reveal()).isEqualTo("hunter2");
    }

    @Test
    void isNeverNull() {
        assertThatNullPointerException().isThrownBy(() -> new Secret(null));
    }
}
