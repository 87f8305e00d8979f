package dev.modmedic.region.agent;

import static dev.modmedic.region.AgentSamples.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.core.ContextBase;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.modmedic.region.RunResult;
import dev.modmedic.region.Spool.Batch;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

class SpoolKillTest {
  private static final long ROOM = 64 << 20;

  @TempDir private Path folder;
  private int taken;

  @Test
  void aKilledProcessLosesNothingThatItCalledStored() throws IOException, InterruptedException {
    int next = 0;
    for (int round = 0; round < 4; round++) {
      int acknowledged = appendUntilKilled(next, 40 + 37 * round);

      for (int number : takeOut(round < 2 ? 20 : Integer.MAX_VALUE)) {
        assertThat(number).isEqualTo(taken++);
      }
      next = round < 2 ? lastStored() + 1 : taken;
      assertThat(next).isGreaterThan(acknowledged);
    }
  }

  /** Returns the number of the last result that the process said was stored. */
  private int appendUntilKilled(int first, int acknowledgements)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElseThrow(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                classPath(),
                SpoolingProcess.class.getName(),
                folder.toString(),
                Integer.toString(first))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    int last = -1;
    try (BufferedReader lines = process.inputReader()) {
      for (int i = 0; i < acknowledgements; i++) {
        last = Integer.parseInt(lines.readLine());
      }
      process.toHandle().destroyForcibly(); // kill -9, most likely within a write
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        last = line.matches("\\d+") ? Math.max(last, Integer.parseInt(line)) : last;
      }
    }
    process.waitFor();
    return last;
  }

  /** Not that of this process, which may have been started with less than it loads. */
  private static String classPath() {
    return Stream.of(
            SpoolingProcess.class,
            FileSpool.class,
            ObjectMapper.class,
            JsonFactory.class,
            JsonInclude.class,
            LoggerFactory.class,
            LoggerFactory.getILoggerFactory().getClass(),
            ContextBase.class)
        .map(type -> type.getProtectionDomain().getCodeSource().getLocation())
        .map(location -> Path.of(URI.create(location.toString())).toString())
        .distinct()
        .collect(Collectors.joining(File.pathSeparator));
  }

  /** Takes out the oldest, at least so many, as after a delivery. */
  private List<Integer> takeOut(int most) {
    List<Integer> numbers = new ArrayList<>();
    try (FileSpool spool = FileSpool.open(folder, ROOM)) {
      Optional<Batch> batch = spool.oldest(10);
      while (batch.isPresent() && numbers.size() < most) {
        batch.get().results().forEach(result -> numbers.add(number(result)));
        spool.remove(batch.get());
        batch = spool.oldest(10);
      }
      assertThat(spool.dropped()).isZero();
      return numbers;
    }
  }

  /** The number of the last one, which needs no reading as they have no gaps. */
  private int lastStored() {
    try (FileSpool spool = FileSpool.open(folder, ROOM)) {
      return Math.toIntExact(taken + spool.size() - 1);
    }
  }

  private static int number(RunResult result) {
    return Math.toIntExact(Duration.between(NOON, result.due()).toSeconds());
  }
}
