package dev.modmedic.region.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenSourceTest {
  @TempDir private Path folder;

  @Test
  void theSettingHoldsIt() {
    assertThat(TokenSource.read(" mma_abc\n", null)).isEqualTo("mma_abc");
  }

  @Test
  void orAFileThatOnlyItsOwnerReads() throws IOException {
    Path file = file("mma_abc\n", "rw-------");

    assertThat(TokenSource.read(null, file.toString())).isEqualTo("mma_abc");
  }

  @Test
  void aFileThatOthersCanReadIsRefused() throws IOException {
    Path file = file("mma_abc", "rw-r-----");

    assertThatExceptionOfType(AgentException.class)
        .isThrownBy(() -> TokenSource.read(null, file.toString()))
        .withMessageContaining("chmod 600")
        .withMessageNotContaining("mma_abc");
  }

  @Test
  void noneAtAllIsToldWithWhereToGetOne() {
    assertThatExceptionOfType(AgentException.class)
        .isThrownBy(() -> TokenSource.read(null, null))
        .withMessageContaining("POST /v1/agents");
  }

  @Test
  void twoAreTooMany() {
    assertThatExceptionOfType(AgentException.class)
        .isThrownBy(() -> TokenSource.read("mma_abc", "/etc/token"))
        .withMessageContaining("one of them");
  }

  @Test
  void whatCannotStandInAHeaderIsRefusedAndNotRepeated() {
    assertThatExceptionOfType(AgentException.class)
        .isThrownBy(() -> TokenSource.read("mma_a b\r\nX: y", null))
        .withMessageNotContaining("mma_a");
  }

  @Test
  void aMissingFileIsNamed() {
    assertThatExceptionOfType(AgentException.class)
        .isThrownBy(() -> TokenSource.read(null, folder.resolve("none").toString()))
        .withMessageContaining("none");
  }

  private Path file(String content, String rights) throws IOException {
    Path file = Files.writeString(folder.resolve("token"), content);
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(rights));
  }
}
