package dev.modmedic.knowledge;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds literals of which at least one stands in every text a pattern matches.
 *
 * <p>Reads RE2 syntax (github.com/google/re2/wiki/Syntax). The literals are in lower case, because
 * the scan that looks for them ignores case.
 */
public final class RequiredLiterals {
  /** Shorter literals stand in too many lines to be of use. */
  static final int SHORTEST = LiteralIndex.SHORTEST;

  private static final int MOST_ALTERNATIVES = 64;

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
        .map(set -> set.stream().map(s -> s.toLowerCase(Locale.ROOT)).distinct().toList());
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

  /** What is known of the texts one part of a pattern matches. */
  private record Part(@Nullable Set<String> exact, @Nullable Set<String> required) {
    static final Part EMPTY = new Part(Set.of(""), null);
    static final Part ANYTHING = new Part(null, null);

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
    Set<String> required = new LinkedHashSet<>();
    boolean allExact = true;
    boolean allRequired = true;
    for (Part branch : branches) {
      if (branch.exact() == null) {
        allExact = false;
      } else {
        exact.addAll(branch.exact());
      }
      allRequired &= branch.best().map(required::addAll).isPresent();
    }
    return new Part(
        allExact && exact.size() <= MOST_ALTERNATIVES ? exact : null,
        allRequired ? required : null);
  }

  private Part sequence() {
    Set<String> run = Set.of("");
    @Nullable Set<String> best = null;
    boolean exact = true;
    while (at < pattern.length() && pattern.charAt(at) != '|' && pattern.charAt(at) != ')') {
      Part part = repeated(atom());
      Set<String> grown = part.exact() == null ? null : product(run, part.exact());
      if (grown == null) {
        best = better(better(best, useful(run)), part.best().orElse(null));
        demand(run);
        part.best().ifPresent(this::demand);
        exact = false;
        run = part.exact() == null ? Set.of("") : part.exact();
      } else {
        run = grown;
      }
    }
    demand(run);
    return exact ? new Part(run, null) : new Part(null, better(best, useful(run)));
  }

  private void demand(Set<String> set) {
    if (depth == 0 && shortest(set) > 1) {
      demands.add(Set.copyOf(set));
    }
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
        return union(List.of(new Part(Set.of("{"), null)));
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
      return new Part(null, part.best().orElse(null));
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
    return new Part(Set.of(text), null);
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
    boolean plain = inside.length() <= 4 && inside.chars().noneMatch(c -> "^-\\[".indexOf(c) >= 0);
    return plain
        ? union(inside.chars().mapToObj(c -> literal(String.valueOf((char) c))).toList())
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
