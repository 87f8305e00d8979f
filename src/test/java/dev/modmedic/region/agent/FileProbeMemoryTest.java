package dev.modmedic.region.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileProbeMemoryTest {
  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void nameFile() {
    file = folder.resolve("memory.json");
  }

  @Test
  void whatWasRememberedSurvivesARestart() {
    FileProbeMemory memory = FileProbeMemory.open(file);
    memory.remember("sumdb.head", "go.sum database tree\n42\n…");
    memory.remember("other", "a");
    memory.remember("other", "b");

    FileProbeMemory later = FileProbeMemory.open(file);

    assertThat(later.recall("sumdb.head")).contains("go.sum database tree\n42\n…");
    assertThat(later.recall("other")).contains("b");
    assertThat(later.recall("never")).isEmpty();
  }

  @Test
  void whatWasUsedLongestAgoIsForgottenFirst() {
    FileProbeMemory memory = FileProbeMemory.open(file);
    String large = "x".repeat(6 << 20);
    memory.remember("one", large);
    memory.remember("two", large);
    memory.recall("one");
    memory.remember("three", large);

    assertThat(memory.recall("one")).isPresent();
    assertThat(memory.recall("two")).isEmpty();
    assertThat(memory.recall("three")).isPresent();
  }

  @Test
  void aFileThatIsNoJsonIsBegunAnew() throws IOException {
    Files.writeString(file, "{\"one\": ");
    FileProbeMemory memory = FileProbeMemory.open(file);

    assertThat(memory.recall("one")).isEmpty();
    memory.remember("one", "1");
    assertThat(FileProbeMemory.open(file).recall("one")).contains("1");
  }

  @Test
  void aDiskThatTakesNothingCostsNoProbe() throws IOException {
    Files.createDirectories(file.resolve("in the way"));
    FileProbeMemory memory = FileProbeMemory.open(file);

    memory.remember("one", "1");

    assertThat(memory.recall("one")).contains("1");
  }
}
