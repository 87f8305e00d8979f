package dev.modmedic.region.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServerAddressTest {
  @ParameterizedTest
  @CsvSource({
    "https://modmedic.example.com, https://modmedic.example.com/v1/agent/sync",
    "https://example.com:8443/modmedic/, https://example.com:8443/modmedic/v1/agent/sync",
    "http://127.0.0.1:8080, http://127.0.0.1:8080/v1/agent/sync",
    "http://localhost:8080/, http://localhost:8080/v1/agent/sync",
    "http://[::1]:8080, http://[::1]:8080/v1/agent/sync"
  })
  void callsGoBelowIt(String setting, String call) {
    assertThat(ServerAddress.of(setting).resolve("/v1/agent/sync")).hasToString(call);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://modmedic.example.com",
        "http://192.168.1.2:8080",
        "http://127.evil.example.com",
        "http://localhost.example.com"
      })
  void withoutTlsOnlyThisMachineWillDo(String setting) {
    assertThatExceptionOfType(AgentException.class)
        .isThrownBy(() -> ServerAddress.of(setting))
        .withMessageContaining("the token could be read on the way");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "modmedic.example.com",
        "ftp://example.com",
        "https://me:s3cret@example.com",
        "https://example.com/?a=s3cret",
        "https:///path",
        "https://exa mple.com/s3cret"
      })
  void anythingElseIsRefusedAndNotRepeated(String setting) {
    assertThatExceptionOfType(AgentException.class)
        .isThrownBy(() -> ServerAddress.of(setting))
        .withMessageContaining("MODMEDIC_AGENT_SERVER")
        .withMessageNotContaining("s3cret");
  }

  @Test
  void severalStandBetweenCommas() {
    assertThat(
            ServerAddress.list(
                "https://a.example.com, https://b.example.com/ ,https://a.example.com/"))
        .hasToString("[https://a.example.com, https://b.example.com]");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {",", "https://a.example.com,", "https://a.example.com,http://b.example.com"})
  void eachOfThemMustBeAnAddress(String setting) {
    assertThatExceptionOfType(AgentException.class)
        .isThrownBy(() -> ServerAddress.list(setting))
        .withMessageContaining("MODMEDIC_AGENT_SERVER");
  }

  @Test
  void noneAtAllIsTold() {
    assertThatExceptionOfType(AgentException.class)
        .isThrownBy(() -> ServerAddress.list(null))
        .withMessageContaining("MODMEDIC_AGENT_SERVER");
  }
}
