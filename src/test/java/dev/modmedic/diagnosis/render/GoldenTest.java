package dev.modmedic.diagnosis.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.modmedic.diagnosis.Report;
import dev.modmedic.diagnosis.ReportFormat;
import dev.modmedic.evidence.Language;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Holds renderings against files; {@code -Drender.record} writes them anew, to be read in a diff.
 */
class GoldenTest {
  private static final Path FOLDER = Path.of("src/test/resources/render");

  static Stream<Arguments> renderings() {
    Map<String, Report> reports =
        Map.of(
            "full", Samples.full(),
            "several", Samples.several(),
            "unknown", Samples.unknown(),
            "guess", Samples.guess(),
            "fine", Samples.fine(),
            "hostile", Samples.hostile());
    Map<String, ReportFormat> formats =
        Map.of("txt", new TerminalFormat(), "md", new MarkdownFormat(), "sarif", new SarifFormat());
    return new TreeMap<>(reports)
        .entrySet().stream()
            .flatMap(report ->
                new TreeMap<>(formats)
                    .entrySet().stream()
                        .flatMap(format ->
                            Stream.of(Language.values())
                                .map(language -> rendering(report, format, language))));
  }

  private static Arguments rendering(
      Map.Entry<String, Report> report, Map.Entry<String, ReportFormat> format, Language language) {
    return arguments(
        "%s.%s.%s".formatted(report.getKey(), language.tag(), format.getKey()),
        format.getValue().render(report.getValue(), language));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("renderings")
  void everyRenderingIsAsItWasRead(String file, String rendered) throws IOException {
    if (System.getProperty("render.record") != null) {
      Files.writeString(FOLDER.resolve(file), rendered);
    }

    String recorded = Files.readString(FOLDER.resolve(file));

    assertThat(rendered).isEqualTo(recorded);
  }
}
