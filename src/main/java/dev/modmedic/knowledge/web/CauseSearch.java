package dev.modmedic.knowledge.web;

import dev.modmedic.evidence.Text;
import dev.modmedic.knowledge.Cause;
import dev.modmedic.problem.ProblemException;
import dev.modmedic.problem.ProblemType;
import java.util.Arrays;
import java.util.Locale;

/** Which causes somebody looks for; empty text means all. */
record CauseSearch(String words, String layer) {
  private static final int LONGEST = 200;

  CauseSearch {
    if (words.length() > LONGEST) {
      throw ProblemException.of(
          ProblemType.INVALID_PARAMETER, "q", "must have at most " + LONGEST + " characters");
    }
    if (!layer.matches("[a-z-]*")) {
      throw ProblemException.of(
          ProblemType.INVALID_PARAMETER, "layer", "must be a layer such as dns");
    }
    words = words.strip().toLowerCase(Locale.ROOT);
  }

  boolean finds(Cause cause) {
    return (layer.isEmpty() || layer.equals(cause.layer()))
        && Arrays.stream(words.split("\\s+")).allMatch(text(cause)::contains);
  }

  private static String text(Cause cause) {
    return String.join("\n", cause.code(), both(cause.title()), both(cause.explanation()))
        .toLowerCase(Locale.ROOT);
  }

  private static String both(Text text) {
    return text.en() + "\n" + text.zh();
  }
}
