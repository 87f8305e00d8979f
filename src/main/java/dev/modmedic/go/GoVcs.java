package dev.modmedic.go;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The GOVCS setting: which version control tools may fetch which modules.
 *
 * <p>See <a href="https://go.dev/ref/mod#vcs-govcs">go.dev/ref/mod#vcs-govcs</a> and {@code
 * vcs/vcs.go}. The first rule that matches decides; the defaults stand behind the given ones.
 *
 * @param problem what go says of a malformed value, or an empty text
 */
public record GoVcs(List<Rule> rules, String problem) {

  /** What may be used where; {@code all} allows every tool and {@code off} names none. */
  public record Rule(String pattern, List<String> allowed) {
    public Rule {
      allowed = List.copyOf(allowed);
    }

    boolean matches(String root, boolean isPrivate) {
      return switch (pattern) {
        case "private" -> isPrivate;
        case "public" -> !isPrivate;
        default -> new PathPatterns(pattern).matches(root);
      };
    }
  }

  private static final List<Rule> DEFAULTS =
      List.of(new Rule("private", List.of("all")), new Rule("public", List.of("git", "hg")));

  public GoVcs {
    rules = List.copyOf(rules);
  }

  /** Reads a GOVCS value; an empty one leaves the defaults. */
  public static GoVcs parse(String value) {
    var rules = new ArrayList<Rule>();
    if (!value.isBlank()) {
      Map<String, String> seen = new HashMap<>();
      for (String entry : value.strip().split(",", -1)) {
        Optional<String> problem = read(entry.strip(), seen, rules);
        if (problem.isPresent()) {
          return new GoVcs(List.of(), problem.get());
        }
      }
    }
    rules.addAll(DEFAULTS);
    return new GoVcs(rules, "");
  }

  private static Optional<String> read(String item, Map<String, String> seen, List<Rule> rules) {
    String quoted = Letters.quoted(item);
    if (item.isEmpty()) {
      return Optional.of("empty entry in GOVCS");
    }
    int colon = item.indexOf(':');
    if (colon < 0) {
      return Optional.of("malformed entry in GOVCS (missing colon): " + quoted);
    }
    String pattern = item.substring(0, colon).strip();
    String list = item.substring(colon + 1).strip();
    if (pattern.isEmpty() || list.isEmpty()) {
      String what = pattern.isEmpty() ? "empty pattern" : "empty VCS list";
      return Optional.of(what + " in GOVCS: " + quoted);
    }
    if (pattern.matches("\\.\\.?(/.*)?")) {
      return Optional.of("relative pattern not allowed in GOVCS: " + Letters.quoted(pattern));
    }
    String earlier = seen.putIfAbsent(pattern, item);
    if (earlier != null) {
      return Optional.of(
          "unreachable pattern in GOVCS: " + quoted + " after " + Letters.quoted(earlier));
    }
    List<String> allowed = Arrays.stream(list.split("\\|", -1)).map(String::strip).toList();
    if (allowed.contains("")) {
      return Optional.of("empty VCS name in GOVCS: " + quoted);
    }
    rules.add(new Rule(pattern, allowed));
    return Optional.empty();
  }

  /** The tools of the first rule for {@code private} or {@code public} modules in general. */
  public List<String> allowed(String pattern) {
    return rules.stream()
        .filter(rule -> rule.pattern().equals(pattern) || rule.pattern().equals("*"))
        .findFirst()
        .map(Rule::allowed)
        .orElse(List.of());
  }

  /** Whether {@code tool} may fetch the repository whose root path is {@code root}. */
  public boolean allows(String tool, String root, PathPatterns goprivate) {
    boolean isPrivate = goprivate.matches(root);
    return rules.stream()
        .filter(rule -> rule.matches(root, isPrivate))
        .findFirst()
        .map(rule -> rule.allowed().contains(tool) || rule.allowed().contains("all"))
        .orElse(false);
  }
}
