package dev.modmedic.go;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The GOFLAGS setting: flags that every go command gets if it knows them.
 *
 * <p>See {@code go help environment} and {@code base/goflags.go}.
 *
 * @param flags the flags in order, quotes taken off
 * @param problem what go says of a value that stops every command, or an empty text
 */
public record GoFlags(List<String> flags, String problem) {
  public GoFlags {
    flags = List.copyOf(flags);
  }

  /** Reads a GOFLAGS value; whether each flag exists is for the release to say. */
  public static GoFlags parse(String value) {
    var flags = new ArrayList<String>();
    String rest = value.stripLeading();
    while (!rest.isEmpty()) {
      char quote = rest.charAt(0);
      boolean quoted = quote == '\'' || quote == '"';
      int end = quoted ? rest.indexOf(quote, 1) : firstBlank(rest);
      if (end < 0) {
        return new GoFlags(List.of(), "parsing $GOFLAGS: unterminated " + quote + " string");
      }
      flags.add(rest.substring(quoted ? 1 : 0, end));
      rest = rest.substring(quoted ? end + 1 : end).stripLeading();
    }
    return flags.stream()
        .filter(flag -> !looksLikeFlag(flag))
        .findFirst()
        .map(word -> new GoFlags(flags, "parsing $GOFLAGS: non-flag " + Letters.quoted(word)))
        .orElseGet(() -> new GoFlags(flags, ""));
  }

  private static int firstBlank(String text) {
    int end = 0;
    while (end < text.length() && !Character.isWhitespace(text.charAt(end))) {
      end++;
    }
    return end;
  }

  private static boolean looksLikeFlag(String word) {
    return word.matches("--?[^-=].*");
  }

  /** The value of {@code -name=value}; {@code "true"} for a bare flag; the last one wins. */
  public Optional<String> value(String name) {
    return flags.reversed().stream()
        .map(flag -> flag.replaceFirst("^--?", ""))
        .filter(flag -> flag.equals(name) || flag.startsWith(name + "="))
        .findFirst()
        .map(flag -> flag.equals(name) ? "true" : flag.substring(name.length() + 1));
  }

  /** The module mode asked for: {@code mod}, {@code readonly}, {@code vendor} or empty. */
  public String mod() {
    return value("mod").orElse("");
  }
}
