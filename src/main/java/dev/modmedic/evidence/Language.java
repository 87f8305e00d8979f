package dev.modmedic.evidence;

import java.util.List;
import java.util.Locale.LanguageRange;

/** A language an answer can be given in. */
public enum Language {
  EN,
  ZH;

  /** The tag of BCP 47. */
  public String tag() {
    return switch (this) {
      case EN -> "en";
      case ZH -> "zh";
    };
  }

  /**
   * The language somebody wants who sends this Accept-Language header (RFC 9110, section 12.5.4);
   * English when the header cannot be read or asks for none of ours.
   */
  public static Language wanted(String acceptLanguage) {
    try {
      return LanguageRange.parse(acceptLanguage).stream()
          .filter(range -> range.getWeight() > 0)
          .flatMap(range -> named(range.getRange()).stream())
          .findFirst()
          .orElse(EN);
    } catch (IllegalArgumentException unreadable) {
      return EN;
    }
  }

  private static List<Language> named(String range) {
    String language = range.split("-", 2)[0];
    return switch (language) {
      case "zh", "cmn" -> List.of(ZH);
      case "en", "*" -> List.of(EN);
      default -> List.of();
    };
  }
}
