package dev.modmedic.evidence;

import java.util.Objects;
import java.util.function.UnaryOperator;

/** One piece of prose in every language ModMedic speaks. */
public record Text(String en, String zh) {
  public Text {
    Objects.requireNonNull(en, "en");
    Objects.requireNonNull(zh, "zh");
  }

  /** The same words in both languages, for names and commands. */
  public static Text same(String text) {
    return new Text(text, text);
  }

  public String in(Language language) {
    return switch (language) {
      case EN -> en;
      case ZH -> zh;
    };
  }

  public Text map(UnaryOperator<String> change) {
    return new Text(change.apply(en), change.apply(zh));
  }
}
