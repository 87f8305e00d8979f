package dev.modmedic;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import com.google.googlejavaformat.java.RemoveUnusedImports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds the format where Spotless cannot: it runs in Maven's own JVM, which may be too old. */
class FormatTest {
  static Stream<Path> sources() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src"))) {
      return files.filter(file -> file.toString().endsWith(".java")).sorted().toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("sources")
  void everySourceFileIsFormatted(Path file) throws IOException, FormatterException {
    String written = Files.readString(file);

    String formatted =
        new Formatter().formatSource(RemoveUnusedImports.removeUnusedImports(written));

    assertThat(written).as("%s; repair with spotless:apply", file).isEqualTo(formatted);
  }
}
