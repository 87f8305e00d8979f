package dev.modmedic.knowledge.yaml;

import dev.modmedic.evidence.Text;
import dev.modmedic.knowledge.Advice;
import dev.modmedic.knowledge.Captures;
import dev.modmedic.knowledge.Cause;
import dev.modmedic.knowledge.Check;
import dev.modmedic.knowledge.Condition;
import dev.modmedic.knowledge.ConditionRule;
import dev.modmedic.knowledge.LinePattern;
import dev.modmedic.knowledge.Mark;
import dev.modmedic.knowledge.Owner;
import dev.modmedic.knowledge.Releases;
import dev.modmedic.knowledge.Remedy;
import dev.modmedic.knowledge.RequiredLiterals;
import dev.modmedic.knowledge.Retry;
import dev.modmedic.knowledge.Severity;
import dev.modmedic.knowledge.Signal;
import dev.modmedic.knowledge.Speaker;
import dev.modmedic.knowledge.Status;
import java.net.URI;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads one cause or mark from its YAML form. */
final class CauseReader {
  private static final double USUAL_PRIOR = -4;

  private static final LinePattern NO_PATTERN =
      new LinePattern() {
        @Override
        public String source() {
          return "";
        }

        @Override
        public Set<String> captures() {
          return Set.of();
        }

        @Override
        public Optional<Match> find(String line, int from) {
          return Optional.empty();
        }

        @Override
        public boolean mayStandIn(String text) {
          return false;
        }
      };

  private final LinePattern.Compiler patterns;
  private final Condition.Compiler conditions;

  CauseReader(LinePattern.Compiler patterns, Condition.Compiler conditions) {
    this.patterns = patterns;
    this.conditions = conditions;
  }

  Cause cause(YamlNode node) {
    node.only(
        "code",
        "status",
        "severity",
        "owner",
        "retry",
        "prior",
        "title",
        "explanation",
        "needs",
        "signals",
        "conditions",
        "explains",
        "remedies",
        "checks",
        "advisories",
        "false-positives",
        "references");
    String code = node.text("code");
    if (!code.matches("[a-z-]+\\.[a-z0-9-]+")) {
      node.mistake("code", "\"" + code + "\" is not a code such as dns.timeout");
      code = "unreadable.code";
    }
    return new Cause(
        code,
        node.choice("status", Status.class, Status.DRAFT),
        node.choice("severity", Severity.class, Severity.ERROR),
        node.choice("owner", Owner.class, Owner.USER),
        retry(node),
        node.prose("title"),
        node.prose("explanation"),
        node.texts("needs"),
        node.number("prior", USUAL_PRIOR),
        node.maps("signals").stream().map(this::signal).toList(),
        node.maps("conditions").stream().map(this::conditionRule).toList(),
        node.texts("explains"),
        node.maps("remedies").stream().map(this::remedy).toList(),
        node.maps("checks").stream().map(CauseReader::check).toList(),
        node.maps("advisories").stream().map(this::advice).toList(),
        node.proses("false-positives"),
        node.texts("references").stream().flatMap(uri -> uri(node, uri).stream()).toList());
  }

  Mark mark(YamlNode node) {
    node.only("id", "role", "pattern");
    LinePattern pattern = pattern(node);
    return new Mark(
        node.text("id"),
        pattern,
        literals(node, pattern),
        node.choice("role", Mark.Role.class, Mark.Role.CONTEXT));
  }

  private static Retry retry(YamlNode node) {
    String text = node.text("retry");
    if (text.equals("no")) {
      return new Retry(false, null);
    }
    try {
      return new Retry(true, Duration.parse(text));
    } catch (DateTimeParseException e) {
      node.mistake("retry", "\"retry\" must be no or a delay such as PT30S");
      return new Retry(false, null);
    }
  }

  private Signal signal(YamlNode node) {
    node.only("id", "pattern", "weight", "from", "within", "outside", "since", "until", "says");
    LinePattern pattern = pattern(node);
    return new Signal(
        node.text("id"),
        pattern,
        weight(node),
        node.choice("from", Speaker.class, Speaker.LOCAL),
        literals(node, pattern),
        node.texts("within"),
        node.texts("outside"),
        new Releases(
            node.optionalText("since").orElse(null), node.optionalText("until").orElse(null)),
        node.optionalProse("says").orElse(null));
  }

  private static double weight(YamlNode node) {
    if (!node.has("weight")) {
      node.mistake("weight", "\"weight\" is missing");
    }
    return node.number("weight", 0);
  }

  private LinePattern pattern(YamlNode node) {
    try {
      LinePattern pattern = patterns.compile(node.text("pattern"));
      pattern.captures().stream()
          .filter(name -> !Captures.isKnown(name))
          .forEach(name -> node.mistake("pattern", "unknown capture \"" + name + "\""));
      return pattern;
    } catch (IllegalArgumentException e) {
      node.mistake("pattern", "bad pattern: " + e.getMessage());
      return NO_PATTERN;
    }
  }

  private static List<String> literals(YamlNode node, LinePattern pattern) {
    if (pattern == NO_PATTERN) {
      return List.of();
    }
    Optional<List<String>> literals = RequiredLiterals.of(pattern.source());
    if (literals.isEmpty()) {
      node.mistake(
          "pattern", "no literal of four characters or more stands in every text this matches");
    }
    return literals.orElse(List.of());
  }

  private ConditionRule conditionRule(YamlNode node) {
    node.only("id", "when", "weight", "alone", "says");
    return new ConditionRule(
        node.text("id"), condition(node), weight(node), node.flag("alone"), node.prose("says"));
  }

  private Condition condition(YamlNode node) {
    try {
      return conditions.compile(node.text("when"));
    } catch (IllegalArgumentException e) {
      node.mistake("when", "bad condition: " + e.getMessage());
      return NoCondition.INSTANCE;
    }
  }

  private Remedy remedy(YamlNode node) {
    node.only("title", "scope", "risk", "when", "steps", "verify", "undo");
    return new Remedy(
        node.prose("title"),
        node.choice("scope", Remedy.Scope.class, Remedy.Scope.MACHINE),
        node.choice("risk", Remedy.Risk.class, Remedy.Risk.CONFIG),
        node.has("when") ? condition(node) : null,
        node.mapsOrTexts("steps", "any").stream()
            .flatMap(step -> Commands.of(step).stream())
            .toList(),
        Commands.under(node, "verify"),
        Commands.undo(node));
  }

  private static Check check(YamlNode node) {
    node.only("id", "question", "run", "outcomes");
    return new Check(
        node.text("id"),
        node.prose("question"),
        Commands.required(node, "run"),
        node.maps("outcomes").stream().map(CauseReader::outcome).toList());
  }

  private static Check.Outcome outcome(YamlNode node) {
    node.only("id", "answer", "supports", "weight");
    return new Check.Outcome(
        node.text("id"), node.prose("answer"), node.text("supports"), node.number("weight", 2));
  }

  private Advice advice(YamlNode node) {
    node.only("id", "when", "title", "says");
    Text title = node.prose("title");
    return new Advice(node.text("id"), condition(node), title, node.prose("says"));
  }

  private static Optional<URI> uri(YamlNode node, String uri) {
    try {
      return Optional.of(URI.create(uri));
    } catch (IllegalArgumentException e) {
      node.mistake("references", "\"" + uri + "\" is not a URL");
      return Optional.empty();
    }
  }
}
