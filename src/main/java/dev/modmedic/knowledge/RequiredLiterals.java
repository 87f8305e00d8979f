package dev.modmedic.knowledge;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds literals of which at least one stands in every text a pattern matches.
 *
 * <p>Reads RE2 syntax (github.com/google/re2/wiki/Syntax). The ASCII letters of the literals are in
 * lower case, because the scan that looks for them ignores their case.
 */
public final class RequiredLiterals {
  /** Shorter literals stand in too many lines to be of use. */
  static final int SHORTEST = LiteralIndex.SHORTEST;

  /** A sign in a class that would mean something else without its backslash. */
  private static final Pattern ESCAPED_SIGN = Pattern.compile("\\\\([^a-zA-Z0-9])");

  /** A class that only lists characters: it is not negated, and has no range and no named class. */
  private static final Pattern LIST = Pattern.compile("(?:[^\\\\\\[^-]|\\\\[^a-zA-Z0-9])*");

  private final String pattern;
  private final List<Set<String>> demands = new ArrayList<>();
  private int at;
  private int depth;

  private RequiredLiterals(String pattern) {
    this.pattern = pattern;
  }

  /** The literals, or empty when the pattern could match without any of useful length. */
  public static Optional<List<String>> of(String pattern) {
    PatternPart part = new RequiredLiterals(pattern).alternatives();
    return part.best()
        .filter(set -> PatternPart.shortest(set) >= SHORTEST)
        .map(set -> set.stream().map(RequiredLiterals::folded).distinct().toList());
  }

  /** Small ASCII letters only: the scan does not know the case of any others. */
  private static String folded(String literal) {
    StringBuilder folded = new StringBuilder(literal.length());
    for (int i = 0; i < literal.length(); i++) {
      char c = literal.charAt(i);
      folded.append(c >= 'A' && c <= 'Z' ? (char) (c + 32) : c);
    }
    return folded.toString();
  }

  /**
   * Sets of literals in the case of the pattern, from each of which at least one stands in every
   * match; empty for a pattern that ignores case or has alternatives at its top.
   */
  public static List<Set<String>> demands(String pattern) {
    RequiredLiterals reader = new RequiredLiterals(pattern);
    reader.alternatives();
    return pattern.contains("(?i") ? List.of() : List.copyOf(reader.demands);
  }

  private PatternPart alternatives() {
    List<PatternPart> branches = new ArrayList<>();
    branches.add(sequence());
    while (at < pattern.length() && pattern.charAt(at) == '|') {
      at++;
      branches.add(sequence());
    }
    if (depth == 0 && branches.size() > 1) {
      demands.clear();
    }
    return branches.size() == 1 ? branches.getFirst() : PatternPart.union(branches);
  }

  private PatternPart sequence() {
    Set<String> run = Set.of("");
    @Nullable Set<String> starts = null;
    @Nullable Set<String> best = null;
    while (at < pattern.length() && pattern.charAt(at) != '|' && pattern.charAt(at) != ')') {
      PatternPart part = repeated(atom());
      Set<String> grown = part.exact() == null ? null : PatternPart.product(run, part.exact());
      if (grown == null) {
        Set<String> longer = PatternPart.product(run, part.starts());
        Set<String> ended = longer == null ? run : longer;
        best =
            PatternPart.better(
                PatternPart.better(best, PatternPart.useful(ended)), part.best().orElse(null));
        demand(ended);
        part.best().ifPresent(this::demand);
        starts = starts == null ? ended : starts;
        run = part.exact() == null ? Set.of("") : part.exact();
      } else {
        run = grown;
      }
    }
    demand(run);
    return starts == null
        ? PatternPart.exactly(run)
        : new PatternPart(null, starts, PatternPart.better(best, PatternPart.useful(run)));
  }

  private void demand(Set<String> set) {
    if (depth == 0 && set.stream().allMatch(RequiredLiterals::isTelling)) {
      demands.add(Set.copyOf(set));
    }
  }

  /** One ASCII character stands in nearly every line, and looking for it would gain nothing. */
  private static boolean isTelling(String literal) {
    return literal.length() > 1 || (literal.length() == 1 && literal.charAt(0) > 0x7f);
  }

  private PatternPart repeated(PatternPart part) {
    PatternPart result = part;
    while (at < pattern.length() && "*+?{".indexOf(pattern.charAt(at)) >= 0) {
      result = quantified(result);
    }
    return result;
  }

  private PatternPart quantified(PatternPart part) {
    char quantifier = pattern.charAt(at);
    boolean optional = quantifier == '*' || quantifier == '?';
    boolean once = quantifier == '?';
    if (quantifier == '{') {
      int end = pattern.indexOf('}', at);
      String range = end < 0 ? "" : pattern.substring(at + 1, end);
      if (!range.matches("\\d+(,\\d*)?")) {
        at++;
        return PatternPart.literal("{");
      }
      optional = range.startsWith("0");
      at = end + 1;
    } else {
      at++;
    }
    if (at < pattern.length() && pattern.charAt(at) == '?') {
      at++;
    }
    if (!optional) {
      return new PatternPart(null, part.starts(), part.best().orElse(null));
    }
    return once && part.exact() != null
        ? PatternPart.union(List.of(PatternPart.EMPTY, part))
        : PatternPart.ANYTHING;
  }

  private PatternPart atom() {
    char c = pattern.charAt(at++);
    return switch (c) {
      case '(' -> group();
      case '[' -> characterClass();
      case '\\' -> escape();
      case '.' -> PatternPart.ANYTHING;
      case '^', '$' -> PatternPart.EMPTY;
      default -> PatternPart.literal(String.valueOf(c));
    };
  }

  private PatternPart group() {
    if (pattern.startsWith("?P<", at) || pattern.startsWith("?<", at)) {
      at = pattern.indexOf('>', at) + 1;
    } else if (pattern.startsWith("?", at)) {
      int end = at;
      while (":)".indexOf(pattern.charAt(end)) < 0) {
        end++;
      }
      at = end + 1;
      if (pattern.charAt(end) == ')') {
        return PatternPart.EMPTY;
      }
    }
    depth++;
    PatternPart inside = alternatives();
    depth--;
    at++;
    return inside;
  }

  private PatternPart characterClass() {
    int end = at;
    if (end < pattern.length() && pattern.charAt(end) == '^') {
      end++;
    }
    if (end < pattern.length() && pattern.charAt(end) == ']') {
      end++;
    }
    while (end < pattern.length() && pattern.charAt(end) != ']') {
      if (pattern.startsWith("[:", end)) {
        end = pattern.indexOf(":]", end) + 1;
      } else if (pattern.charAt(end) == '\\') {
        end++;
      }
      end++;
    }
    String inside = pattern.substring(at, end);
    at = end + 1;
    String plain = ESCAPED_SIGN.matcher(inside).replaceAll("$1");
    boolean isList = plain.length() <= 4 && LIST.matcher(inside).matches();
    return isList
        ? PatternPart.union(
            plain.chars().mapToObj(c -> PatternPart.literal(String.valueOf((char) c))).toList())
        : PatternPart.ANYTHING;
  }

  private PatternPart escape() {
    char c = pattern.charAt(at++);
    return switch (c) {
      case 'b', 'B', 'A', 'z' -> PatternPart.EMPTY;
      case 't' -> PatternPart.literal("\t");
      case 'd', 'D', 's', 'S', 'w', 'W', 'n', 'r', 'f', 'v' -> PatternPart.ANYTHING;
      case 'x', 'p', 'P' -> longEscape();
      case 'Q' -> quoted();
      default ->
          Character.isLetterOrDigit(c)
              ? PatternPart.ANYTHING
              : PatternPart.literal(String.valueOf(c));
    };
  }

  private PatternPart longEscape() {
    if (at < pattern.length() && pattern.charAt(at) == '{') {
      at = pattern.indexOf('}', at) + 1;
    } else {
      at = Math.min(pattern.length(), at + (pattern.charAt(at - 1) == 'x' ? 2 : 1));
    }
    return PatternPart.ANYTHING;
  }

  private PatternPart quoted() {
    int end = pattern.indexOf("\\E", at);
    String text = pattern.substring(at, end < 0 ? pattern.length() : end);
    at = end < 0 ? pattern.length() : end + 2;
    return PatternPart.literal(text);
  }
}
