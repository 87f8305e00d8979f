package dev.modmedic.comparison.web;

import dev.modmedic.comparison.Comparison;
import dev.modmedic.comparison.Difference;
import dev.modmedic.evidence.Language;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import java.util.Locale;

/** A comparison as JSON, in one language. */
@Serdeable
record ComparisonView(List<DifferenceView> differences, List<String> notCompared) {
  static ComparisonView of(Comparison comparison, Language language) {
    return new ComparisonView(
        comparison.differences().stream()
            .map(difference -> DifferenceView.of(difference, language))
            .toList(),
        comparison.notCompared());
  }

  /** One difference. */
  @Serdeable
  record DifferenceView(String setting, String weight, ValueView a, ValueView b, String effect) {
    static DifferenceView of(Difference difference, Language language) {
      return new DifferenceView(
          difference.setting(),
          word(difference.weight()),
          new ValueView(difference.a().text(), word(difference.a().origin())),
          new ValueView(difference.b().text(), word(difference.b().origin())),
          difference.effect().in(language));
    }
  }

  /** A value on one side. */
  @Serdeable
  record ValueView(String text, String origin) {}

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
