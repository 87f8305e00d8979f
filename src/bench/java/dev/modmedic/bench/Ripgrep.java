package dev.modmedic.bench;

import dev.modmedic.knowledge.LinePattern;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** {@code rg -f} with our patterns on one log, in one thread, counting lines. */
final class Ripgrep implements AutoCloseable {
  private final Path folder;
  private final Path log;
  private final Path expressions;

  Ripgrep(List<LinePattern> patterns, String log) {
    try {
      this.folder = Files.createTempDirectory("modmedic-bench");
      this.log = Files.writeString(folder.resolve("log"), log);
      this.expressions =
          Files.write(
              folder.resolve("patterns"), patterns.stream().map(Ripgrep::uncaptured).toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * rg joins all patterns into one, in which a name may stand only once; it needs no captures. Nor
   * does it know the backslash before a quote.
   */
  private static String uncaptured(LinePattern pattern) {
    return pattern
        .source()
        .replaceAll("\\(\\?P<\\w+>", "(?:")
        .replaceAll("(?<!\\\\)((?:\\\\{2})*)\\\\\"", "$1\"");
  }

  /** The log as it reads it. */
  Path log() {
    return log;
  }

  /**
   * Runs once; the start of the process and the compiling of the patterns are part of it.
   *
   * @return its exit code: 0 when a line matched, else 1
   * @throws IOException if it is not installed or fails
   */
  int run() throws IOException, InterruptedException {
    int exit =
        new ProcessBuilder(
                "rg",
                "--threads",
                "1",
                "--no-config",
                // All patterns become one automaton, for which the usual 100 MB are too few.
                "--regex-size-limit",
                "1G",
                "-c",
                "-f",
                expressions + "",
                log + "")
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start()
            .waitFor();
    if (exit > 1) {
      throw new IOException("rg failed");
    }
    return exit;
  }

  @Override
  public void close() throws IOException {
    Files.delete(log);
    Files.delete(expressions);
    Files.delete(folder);
  }
}
