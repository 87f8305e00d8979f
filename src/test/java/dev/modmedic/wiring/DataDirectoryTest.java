package dev.modmedic.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class DataDirectoryTest {
  @Test
  void aRelativeXdgPathIsIgnored() {
    assertThat(on("Linux", Map.of("XDG_DATA_HOME", "data")))
        .isEqualTo(Path.of("/home/me/.local/share/modmedic"));
  }

  @Test
  void linuxFollowsXdg() {
    assertThat(on("Linux", Map.of("XDG_DATA_HOME", "/srv/data")))
        .isEqualTo(Path.of("/srv/data/modmedic"));
  }

  @Test
  void linuxHasADefault() {
    assertThat(on("Linux", Map.of())).isEqualTo(Path.of("/home/me/.local/share/modmedic"));
  }

  @Test
  void macKeepsApplicationSupport() {
    assertThat(on("Mac OS X", Map.of()))
        .isEqualTo(Path.of("/home/me/Library/Application Support/ModMedic"));
  }

  @Test
  void windowsKeepsLocalAppData() {
    assertThat(on("Windows 11", Map.of("LOCALAPPDATA", "/local")))
        .isEqualTo(Path.of("/local/ModMedic"));
  }

  private static Path on(String os, Map<String, String> environment) {
    Properties system = new Properties();
    system.setProperty("os.name", os);
    system.setProperty("user.home", "/home/me");
    return DataDirectory.standard(environment, system);
  }
}
