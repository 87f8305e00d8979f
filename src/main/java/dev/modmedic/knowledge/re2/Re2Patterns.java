package dev.modmedic.knowledge.re2;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.modmedic.knowledge.LinePattern;
import dev.modmedic.knowledge.RequiredLiterals;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

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

  /**
   * @param demands literals without which the pattern cannot match; looking for them is much
   *     cheaper than trying it
   */
  private record Re2Pattern(Pattern pattern, Map<String, Integer> groups, List<Set<String>> demands)
      implements LinePattern {
    Re2Pattern(Pattern pattern) {
      this(pattern, Map.copyOf(pattern.namedGroups()), RequiredLiterals.demands(pattern.pattern()));
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
      if (!demands.stream().allMatch(set -> set.stream().anyMatch(line::contains))) {
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
