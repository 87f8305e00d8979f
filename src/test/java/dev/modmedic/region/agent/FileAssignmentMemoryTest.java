package dev.modmedic.region.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modmedic.region.AgentSamples;
import dev.modmedic.region.AssignmentMemory.Kept;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileAssignmentMemoryTest {
  private static final Kept KEPT =
      new Kept(
          AgentSamples.NOON,
          Duration.ofMillis(-1_500),
          List.of(
              AgentSamples.assignment("one.example.com", Duration.ofMinutes(1)),
              AgentSamples.assignment("two.example.com", Duration.ofSeconds(10))));

  @TempDir private Path folder;
  private Path file;
  private FileAssignmentMemory memory;

  @BeforeEach
  void open() {
    file = folder.resolve("assignments.json");
    memory = new FileAssignmentMemory(file, "mma_secret");
  }

  @Test
  void whatIsKeptIsRecalledByTheNextProcess() {
    assertThat(memory.recall()).isEmpty();
    memory.keep(new Kept(AgentSamples.NOON, Duration.ZERO, List.of()));
    memory.keep(KEPT);

    assertThat(new FileAssignmentMemory(file, "mma_secret").recall()).contains(KEPT);
  }

  @Test
  void theFileHoldsNoTokenAndIsItsOwnersAlone() throws IOException {
    memory.keep(KEPT);

    assertThat(file).content().doesNotContain("mma_secret");
    if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
          .isEqualTo("rw-------");
    }
  }

  @Test
  void anotherAgentsAssignmentsAreNotTakenUp() {
    memory.keep(KEPT);

    assertThat(new FileAssignmentMemory(file, "mma_other").recall()).isEmpty();
  }

  @Test
  void whatIsForgottenIsGone() {
    memory.keep(KEPT);
    memory.forget();

    assertThat(memory.recall()).isEmpty();
    assertThat(folder).isEmptyDirectory();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "no JSON", "[]", "{}", "{\"agent\": 1}"})
  void aFileThatCannotBeReadIsNoReasonToFail(String content) throws IOException {
    Files.writeString(file, content);

    assertThat(memory.recall()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"until\"", "\"ahead\"", "\"assignments\"", "\"interval\"", "\"id\""})
  void aFileThatLacksSomethingIsNotTakenUp(String name) throws IOException {
    memory.keep(KEPT);
    Files.writeString(file, Files.readString(file).replace(name, "\"other\""));

    assertThat(memory.recall()).isEmpty();
  }
}
