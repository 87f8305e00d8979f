package dev.modmedic.wiring;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ListenAddressTest {
  @ParameterizedTest
  @ValueSource(strings = {"0.0.0.0", "::", "192.0.2.7", "10.0.0.1", "fe80::1"})
  void anAddressBeyondThisMachineIsRefused(String host) {
    assertThatThrownBy(() -> ListenAddress.requireLoopback(host))
        .isInstanceOf(StartupException.class)
        .hasMessageContaining("no authentication is configured");
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "127.1.2.3", "::1", "localhost"})
  void loopbackIsAccepted(String host) {
    assertThatCode(() -> ListenAddress.requireLoopback(host)).doesNotThrowAnyException();
  }
}
