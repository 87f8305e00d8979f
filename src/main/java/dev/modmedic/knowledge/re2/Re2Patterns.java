package dev.modmedic.knowledge.re2;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.modmedic.knowledge.LinePattern;
import dev.modmedic.knowledge.RequiredLiterals;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Compiles patterns with re2j; matching takes time linear in the line. */
public final class Re2Patterns implements LinePattern.Compiler {
  @Override
  public LinePattern compile(String source) {
    PatternSize.check(source);
    try {
      return new Re2Pattern(Pattern.compile(source));
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(e.getDescription() + ": " + e.getPattern(), e);
    }
  }

  private static final class Re2Pattern implements LinePattern {
    private final Pattern pattern;
    private final Map<String, Integer> groups;
    private volatile String @Nullable [][] demands;

    Re2Pattern(Pattern pattern) {
      this.pattern = pattern;
      this.groups = Map.copyOf(pattern.namedGroups());
    }

    /**
     * Literals without which the pattern cannot match; looking for them is much cheaper than trying
     * it. Worked out when first wanted, since most patterns are never tried.
     */
    private String[][] demands() {
      String[][] known = demands;
      if (known == null) {
        known =
            RequiredLiterals.demands(pattern.pattern()).stream()
                .map(set -> set.toArray(String[]::new))
                .toArray(String[][]::new);
        demands = known;
      }
      return known;
    }

    @Override
    public boolean mayStandIn(String text) {
      for (String[] demanded : demands()) {
        if (!holdsOne(text, demanded)) {
          return false;
        }
      }
      return true;
    }

    private static boolean holdsOne(String line, String[] literals) {
      for (String literal : literals) {
        if (line.contains(literal)) {
          return true;
        }
      }
      return false;
    }

    @Override
    public String source() {
      return pattern.pattern();
    }

    @Override
    public Set<String> captures() {
      return groups.keySet();
    }

    @Override
    public Optional<Match> find(String line, int from) {
      if (!mayStandIn(line)) {
        return Optional.empty();
      }
      Matcher matcher = pattern.matcher(line);
      if (from > line.length() || !matcher.find(from)) {
        return Optional.empty();
      }
      Map<String, String> captures = new HashMap<>();
      groups.forEach((name, group) -> {
        String caught = matcher.group(group);
        if (caught != null && !caught.isEmpty()) {
          captures.put(name, caught);
        }
      });
      return Optional.of(new Match(matcher.start(), matcher.end(), captures));
    }
  }
}
