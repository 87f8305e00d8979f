package dev.modmedic.knowledge;

import java.util.ArrayList;
import java.util.LinkedHashSet;
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

  private static final int MOST_ALTERNATIVES = 64;

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
    Part part = new RequiredLiterals(pattern).alternatives();
    return part.best()
        .filter(set -> shortest(set) >= SHORTEST)
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

  /**
   * What is known of the texts one part of a pattern matches.
   *
   * @param exact all of them, when there are few
   * @param starts what each begins with; the empty text when that is not known
   * @param required of which one stands in each
   */
  private record Part(
      @Nullable Set<String> exact, Set<String> starts, @Nullable Set<String> required) {
    static final Part EMPTY = exactly(Set.of(""));
    static final Part ANYTHING = new Part(null, Set.of(""), null);

    static Part exactly(Set<String> texts) {
      return new Part(texts, texts, null);
    }

    /** The better of the exact texts and the required ones. */
    Optional<Set<String>> best() {
      return Optional.ofNullable(better(exact, required));
    }
  }

  private static int shortest(Set<String> set) {
    return set.stream().mapToInt(String::length).min().orElse(0);
  }

  private static @Nullable Set<String> better(@Nullable Set<String> a, @Nullable Set<String> b) {
    if (a == null || b == null) {
      return a == null ? b : a;
    }
    return expected(b) < expected(a) ? b : a;
  }

  /** How many places of a log are to be looked at because of these literals. */
  private static double expected(Set<String> set) {
    return set.stream().mapToDouble(Rarity::expected).sum();
  }

  private Part alternatives() {
    List<Part> branches = new ArrayList<>();
    branches.add(sequence());
    while (at < pattern.length() && pattern.charAt(at) == '|') {
      at++;
      branches.add(sequence());
    }
    if (depth == 0 && branches.size() > 1) {
      demands.clear();
    }
    return branches.size() == 1 ? branches.getFirst() : union(branches);
  }

  private static Part union(List<Part> branches) {
    Set<String> exact = new LinkedHashSet<>();
    Set<String> starts = new LinkedHashSet<>();
    Set<String> required = new LinkedHashSet<>();
    boolean allExact = true;
    boolean allRequired = true;
    for (Part branch : branches) {
      starts.addAll(branch.starts());
      if (branch.exact() == null) {
        allExact = false;
      } else {
        exact.addAll(branch.exact());
      }
      allRequired &= branch.best().map(required::addAll).isPresent();
    }
    return new Part(
        allExact && exact.size() <= MOST_ALTERNATIVES ? exact : null,
        starts.size() <= MOST_ALTERNATIVES ? starts : Set.of(""),
        allRequired ? required : null);
  }

  private Part sequence() {
    Set<String> run = Set.of("");
    @Nullable Set<String> starts = null;
    @Nullable Set<String> best = null;
    while (at < pattern.length() && pattern.charAt(at) != '|' && pattern.charAt(at) != ')') {
      Part part = repeated(atom());
      Set<String> grown = part.exact() == null ? null : product(run, part.exact());
      if (grown == null) {
        Set<String> longer = product(run, part.starts());
        Set<String> ended = longer == null ? run : longer;
        best = better(better(best, useful(ended)), part.best().orElse(null));
        demand(ended);
        part.best().ifPresent(this::demand);
        starts = starts == null ? ended : starts;
        run = part.exact() == null ? Set.of("") : part.exact();
      } else {
        run = grown;
      }
    }
    demand(run);
    return starts == null ? Part.exactly(run) : new Part(null, starts, better(best, useful(run)));
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

  private static @Nullable Set<String> useful(Set<String> run) {
    return shortest(run) == 0 ? null : run;
  }

  private static @Nullable Set<String> product(Set<String> heads, Set<String> tails) {
    if (heads.size() * tails.size() > MOST_ALTERNATIVES) {
      return null;
    }
    Set<String> product = new LinkedHashSet<>();
    heads.forEach(head -> tails.forEach(tail -> product.add(head + tail)));
    return product;
  }

  private Part repeated(Part part) {
    Part result = part;
    while (at < pattern.length() && "*+?{".indexOf(pattern.charAt(at)) >= 0) {
      result = quantified(result);
    }
    return result;
  }

  private Part quantified(Part part) {
    char quantifier = pattern.charAt(at);
    boolean optional = quantifier == '*' || quantifier == '?';
    boolean once = quantifier == '?';
    if (quantifier == '{') {
      int end = pattern.indexOf('}', at);
      String range = end < 0 ? "" : pattern.substring(at + 1, end);
      if (!range.matches("\\d+(,\\d*)?")) {
        at++;
        return literal("{");
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
      return new Part(null, part.starts(), part.best().orElse(null));
    }
    return once && part.exact() != null ? union(List.of(Part.EMPTY, part)) : Part.ANYTHING;
  }

  private Part atom() {
    char c = pattern.charAt(at++);
    return switch (c) {
      case '(' -> group();
      case '[' -> characterClass();
      case '\\' -> escape();
      case '.' -> Part.ANYTHING;
      case '^', '$' -> Part.EMPTY;
      default -> literal(String.valueOf(c));
    };
  }

  private static Part literal(String text) {
    return Part.exactly(Set.of(text));
  }

  private Part group() {
    if (pattern.startsWith("?P<", at) || pattern.startsWith("?<", at)) {
      at = pattern.indexOf('>', at) + 1;
    } else if (pattern.startsWith("?", at)) {
      int end = at;
      while (":)".indexOf(pattern.charAt(end)) < 0) {
        end++;
      }
      at = end + 1;
      if (pattern.charAt(end) == ')') {
        return Part.EMPTY;
      }
    }
    depth++;
    Part inside = alternatives();
    depth--;
    at++;
    return inside;
  }

  private Part characterClass() {
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
        ? union(plain.chars().mapToObj(c -> literal(String.valueOf((char) c))).toList())
        : Part.ANYTHING;
  }

  private Part escape() {
    char c = pattern.charAt(at++);
    return switch (c) {
      case 'b', 'B', 'A', 'z' -> Part.EMPTY;
      case 't' -> literal("\t");
      case 'd', 'D', 's', 'S', 'w', 'W', 'n', 'r', 'f', 'v' -> Part.ANYTHING;
      case 'x', 'p', 'P' -> longEscape();
      case 'Q' -> quoted();
      default -> Character.isLetterOrDigit(c) ? Part.ANYTHING : literal(String.valueOf(c));
    };
  }

  private Part longEscape() {
    if (at < pattern.length() && pattern.charAt(at) == '{') {
      at = pattern.indexOf('}', at) + 1;
    } else {
      at = Math.min(pattern.length(), at + (pattern.charAt(at - 1) == 'x' ? 2 : 1));
    }
    return Part.ANYTHING;
  }

  private Part quoted() {
    int end = pattern.indexOf("\\E", at);
    String text = pattern.substring(at, end < 0 ? pattern.length() : end);
    at = end < 0 ? pattern.length() : end + 2;
    return literal(text);
  }
}
