package dev.modmedic.history.web;

import dev.modmedic.diagnosis.ReportFormat;
import dev.modmedic.problem.ProblemException;
import dev.modmedic.problem.ProblemType;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MediaType;
import jakarta.inject.Singleton;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Picks the form of an answer by the Accept header (RFC 9110, section 12.5.1). */
@Singleton
final class Formats {
  /** Among equals the earlier is given, so that the same request always gets the same form. */
  private static final List<String> ORDER =
      List.of("application/json", "text/plain", "text/markdown", "application/sarif+json");

  private final List<ReportFormat> formats;

  Formats(List<ReportFormat> formats) {
    this.formats =
        formats.stream()
            .sorted(Comparator.comparingInt(format -> ORDER.indexOf(format.mediaType())))
            .toList();
  }

  /**
   * The form the client likes best; {@code preferred} wins among equals.
   *
   * @throws ProblemException if there is none that it accepts
   */
  ReportFormat wanted(HttpRequest<?> request, String preferred) {
    List<Range> ranges = ranges(request);
    if (ranges.isEmpty()) {
      return named(preferred);
    }
    return formats.stream()
        .map(format -> new Choice(format, quality(ranges, format.mediaType())))
        .filter(choice -> choice.quality() > 0)
        .max(
            Comparator.comparingDouble(Choice::quality)
                .thenComparing(choice -> choice.format().mediaType().equals(preferred))
                .thenComparing(choice -> -formats.indexOf(choice.format())))
        .map(Choice::format)
        .orElseThrow(() ->
            new ProblemException(
                ProblemType.NOT_ACCEPTABLE,
                "Diagnoses come as %s."
                    .formatted(
                        formats.stream()
                            .map(ReportFormat::mediaType)
                            .collect(Collectors.joining(", ")))));
  }

  private ReportFormat named(String mediaType) {
    return formats.stream()
        .filter(format -> format.mediaType().equals(mediaType))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no format for " + mediaType));
  }

  private record Choice(ReportFormat format, double quality) {}

  private record Range(String type, double quality) {
    int matches(String mediaType) {
      if (type.equals(mediaType)) {
        return 3;
      }
      return type.endsWith("/*") && mediaType.startsWith(type.substring(0, type.length() - 1))
          ? 2
          : type.equals("*/*") ? 1 : 0;
    }
  }

  private static double quality(List<Range> ranges, String mediaType) {
    return ranges.stream()
        .filter(range -> range.matches(mediaType) > 0)
        .max(Comparator.comparingInt(range -> range.matches(mediaType)))
        .map(Range::quality)
        .orElse(0.0);
  }

  private static List<Range> ranges(HttpRequest<?> request) {
    return request.getHeaders().getAll(HttpHeaders.ACCEPT).stream()
        .flatMap(header -> List.of(header.split(",")).stream())
        .flatMap(range -> range(range).stream())
        .toList();
  }

  private static Optional<Range> range(String text) {
    try {
      MediaType type = MediaType.of(text.strip());
      return Optional.of(
          new Range(
              type.getName().toLowerCase(Locale.ROOT), type.getQualityAsNumber().doubleValue()));
    } catch (IllegalArgumentException unreadable) {
      return Optional.empty();
    }
  }
}
