package dev.modmedic.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.modmedic.region.HostPort;
import io.micronaut.core.value.MapPropertyResolver;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AgentSettingsTest {
  @Test
  void serverAndTokenAreEnough() {
    AgentSettings settings = read(Map.of());

    assertThat(settings.servers()).hasToString("[https://modmedic.example.com]");
    assertThat(settings.token()).isEqualTo("mma_secret");
    assertThat(settings.references()).isEmpty();
    assertThat(settings.spoolBytes()).isEqualTo(256L << 20);
    assertThat(settings.concurrency()).isEqualTo(1_000);
    assertThat(settings.folder().getFileName()).hasToString("agent");
  }

  @Test
  void referencesAreAList() {
    AgentSettings settings =
        read(Map.of("modmedic.agent.references", "proxy.golang.org:443 , [2001:db8::1]:53"));

    assertThat(settings.references())
        .containsExactly(new HostPort("proxy.golang.org", 443), new HostPort("2001:db8::1", 53));
  }

  @ParameterizedTest
  @ValueSource(strings = {"proxy.golang.org", "host:0", "host:port", "2001:db8::1:53", ":53"})
  void aReferenceThatIsNoPlaceIsNamed(String reference) {
    assertThatExceptionOfType(StartupException.class)
        .isThrownBy(() -> read(Map.of("modmedic.agent.references", reference)))
        .withMessageContaining("MODMEDIC_AGENT_REFERENCES");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "many", "1.5", "99999999999999999999"})
  void aNumberThatCannotBeIsNamed(String number) {
    assertThatExceptionOfType(StartupException.class)
        .isThrownBy(() -> read(Map.of("modmedic.agent.spool-megabytes", number)))
        .withMessageStartingWith("MODMEDIC_AGENT_SPOOL_MEGABYTES is \"" + number + "\"");
  }

  private static AgentSettings read(Map<String, Object> more) {
    Map<String, Object> settings = new HashMap<>(more);
    settings.put("modmedic.agent.server", "https://modmedic.example.com");
    settings.put("modmedic.agent.token", "mma_secret");
    return AgentSettings.from(new MapPropertyResolver(settings));
  }
}
