package dev.tilefleet.api.admission;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ClientAddressTest {

    @Test
    void anIPv4AddressIsAClient() {
        assertThat(ClientAddress.of("192.0.2.7")).isEqualTo("192.0.2.7");
    }

    @Test
    void anIPv4AddressWrittenAsIPv6IsTheSameClient() {
        assertThat(ClientAddress.of("::ffff:192.0.2.7")).isEqualTo("192.0.2.7");
    }

    @Test
    void anIPv6NetworkIsOneClient() {
        assertThat(ClientAddress.of("2001:db8:0:1:aaaa::1"))
                .isEqualTo(ClientAddress.of("2001:db8:0:1:ffff:ffff:ffff:ffff"))
                .isNotEqualTo(ClientAddress.of("2001:db8:0:2:aaaa::1"));
    }

    @Test
    void whatIsNoAddressStandsForItself() {
        assertThat(ClientAddress.of("/var/run/socket")).isEqualTo("/var/run/socket");
    }
}
