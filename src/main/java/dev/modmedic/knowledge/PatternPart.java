package dev.modmedic.knowledge;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the texts one part of a pattern matches.
 *
 * @param exact all of them, when there are few
 * @param starts what each begins with; the empty text when that is not known
 * @param required of which one stands in each
 */
record PatternPart(
    @Nullable Set<String> exact, Set<String> starts, @Nullable Set<String> required) {
  private static final int MOST_ALTERNATIVES = 64;

  static final PatternPart EMPTY = literal("");
  static final PatternPart ANYTHING = new PatternPart(null, Set.of(""), null);

  static PatternPart literal(String text) {
    return exactly(Set.of(text));
  }

  static PatternPart exactly(Set<String> texts) {
    return new PatternPart(texts, texts, null);
  }

  /** What matches one of these. */
  static PatternPart union(List<PatternPart> branches) {
    Set<String> exact = new LinkedHashSet<>();
    Set<String> starts = new LinkedHashSet<>();
    Set<String> required = new LinkedHashSet<>();
    boolean allExact = true;
    boolean allRequired = true;
    for (PatternPart branch : branches) {
      starts.addAll(branch.starts());
      if (branch.exact() == null) {
        allExact = false;
      } else {
        exact.addAll(branch.exact());
      }
      allRequired &= branch.best().map(required::addAll).isPresent();
    }
    return new PatternPart(
        allExact && exact.size() <= MOST_ALTERNATIVES ? exact : null,
        starts.size() <= MOST_ALTERNATIVES ? starts : Set.of(""),
        allRequired ? required : null);
  }

  /** The better of the exact texts and the required ones. */
  Optional<Set<String>> best() {
    return Optional.ofNullable(better(exact, required));
  }

  /** Of two sets of literals, the one that stands in fewer places of a log. */
  static @Nullable Set<String> better(@Nullable Set<String> a, @Nullable Set<String> b) {
    if (a == null || b == null) {
      return a == null ? b : a;
    }
    return expected(b) < expected(a) ? b : a;
  }

  /** How many places of a log are to be looked at because of these literals. */
  private static double expected(Set<String> set) {
    return set.stream().mapToDouble(Rarity::expected).sum();
  }

  /** The literals, unless one of them is empty and so stands everywhere. */
  static @Nullable Set<String> useful(Set<String> run) {
    return shortest(run) == 0 ? null : run;
  }

  static int shortest(Set<String> set) {
    return set.stream().mapToInt(String::length).min().orElse(0);
  }

  /** Every head with every tail, or null when these are too many. */
  static @Nullable Set<String> product(Set<String> heads, Set<String> tails) {
    if (heads.size() * tails.size() > MOST_ALTERNATIVES) {
      return null;
    }
    Set<String> product = new LinkedHashSet<>();
    heads.forEach(head -> tails.forEach(tail -> product.add(head + tail)));
    return product;
  }
}
