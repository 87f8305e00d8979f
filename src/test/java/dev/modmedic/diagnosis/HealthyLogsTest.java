package dev.modmedic.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HealthyLogsTest {
  private static final Path HEALTHY = Path.of("src/test/resources/healthy");
  private static final Engine ENGINE = TestEngine.bundled();

  static List<Path> logs() throws IOException {
    try (Stream<Path> files = Files.list(HEALTHY)) {
      return files.sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("logs")
  void aHealthyLogHasNoCause(Path log) throws IOException {
    Diagnosis diagnosis = ENGINE.diagnose(Inquiry.of(Files.readString(log)));

    assertThat(diagnosis.causes()).extracting(Finding::code).isEmpty();
    assertThat(diagnosis.verdict()).isEqualTo(Verdict.NO_PROBLEM_FOUND);
  }

  @Test
  void thereAreEnoughOfThem() throws IOException {
    assertThat(logs()).hasSizeGreaterThan(12);
  }
}
