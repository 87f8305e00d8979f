package dev.modmedic.evidence.web;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The rules by which the PowerShell collector hides secrets, read from its text and run by Java.
 *
 * <p>Their expressions use only what .NET and Java understand alike.
 */
final class PowerShellRules {
  private static final Pattern VARIABLE = Pattern.compile("(?m)^\\$(secretName|word) = '(.*)'$");
  private static final Pattern RULE =
      Pattern.compile("(?m)^  @\\((?:'((?:[^']|'')*)'|\"((?:`.|[^\"`])*)\"), '([^']*)'\\),?$");

  private final String script;
  private final List<Rule> rules;

  private record Rule(Pattern pattern, String mask) {}

  PowerShellRules(String script) {
    this.script = script;
    this.rules = RULE.matcher(script).results().map(this::rule).toList();
  }

  int count() {
    return rules.size();
  }

  String hide(String text) {
    String hidden = text;
    for (Rule rule : rules) {
      hidden = rule.pattern().matcher(hidden).replaceAll(rule.mask());
    }
    return hidden;
  }

  private Rule rule(MatchResult found) {
    String pattern =
        found.group(1) == null ? expanded(found.group(2)) : found.group(1).replace("''", "'");
    return new Rule(Pattern.compile(pattern), found.group(3).replaceAll("\\{(\\d)}", "$1"));
  }

  /** A text in double quotes: its variables first, then what a backtick makes literal. */
  private String expanded(String text) {
    String expanded = text;
    for (MatchResult variable : VARIABLE.matcher(script).results().toList()) {
      expanded =
          expanded.replaceAll(
              "(?<!`)\\$" + variable.group(1) + "\\b",
              Matcher.quoteReplacement(
                  variable.group(2).replace("''", "'").replaceAll("[`\"$]", "`$0")));
    }
    return expanded.replaceAll("`(.)", "$1");
  }
}
