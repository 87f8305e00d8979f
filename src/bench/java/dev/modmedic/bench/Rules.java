package dev.modmedic.bench;

import dev.modmedic.knowledge.Cause;
import dev.modmedic.knowledge.KnowledgeBase;
import dev.modmedic.knowledge.LinePattern;
import dev.modmedic.knowledge.Mark;
import dev.modmedic.knowledge.Signal;
import dev.modmedic.knowledge.cel.CelConditions;
import dev.modmedic.knowledge.re2.Re2Patterns;
import dev.modmedic.knowledge.yaml.KnowledgeFolder;
import dev.modmedic.knowledge.yaml.YamlKnowledge;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The knowledge that is measured, and what is made from it. */
record Rules(KnowledgeBase knowledge) {
  /** Those that ship. */
  static Rules bundled() {
    return new Rules(
        new YamlKnowledge(new Re2Patterns(), new CelConditions()).read(KnowledgeFolder.bundled()));
  }

  List<LinePattern> patterns() {
    return Stream.concat(
            knowledge.marks().stream().map(Mark::pattern),
            knowledge.causes().stream().flatMap(c -> c.signals().stream()).map(Signal::pattern))
        .toList();
  }

  /**
   * Lines with the literals of patterns that still do not match, as a wrapper's noise would have.
   */
  List<String> nearMisses() {
    return knowledge.causes().stream()
        .flatMap(cause -> cause.signals().stream())
        .flatMap(signal -> signal.literals().stream())
        .map(literal -> "step 7: checking for <" + literal.strip() + "> in the output of the build")
        .filter(line -> patterns().stream().noneMatch(p -> p.find(line, 0).isPresent()))
        .toList();
  }

  /** All patterns for {@code java.util.regex}. */
  List<Pattern> javaPatterns() {
    return patterns().stream()
        .map(pattern -> Pattern.compile(pattern.source().replace("(?P<", "(?<")))
        .toList();
  }

  /** Ten times as many rules; the others' words stand in no log. */
  KnowledgeBase tenfold() {
    List<Cause> causes = new ArrayList<>(knowledge.causes());
    Re2Patterns compiler = new Re2Patterns();
    for (int copy = 1; copy < 10; copy++) {
      for (Cause cause : knowledge.causes()) {
        causes.add(copyOf(cause, copy, compiler));
      }
    }
    return new KnowledgeBase("tenfold", causes, knowledge.marks());
  }

  /** The same cause for other words: each literal gets letters that no other has. */
  private static Cause copyOf(Cause cause, int copy, Re2Patterns compiler) {
    List<Signal> signals =
        cause.signals().stream()
            .map(signal -> {
              List<String> literals =
                  signal.literals().stream().map(l -> shifted(l, copy)).toList();
              String source = String.join("|", literals.stream().map(Pattern::quote).toList());
              return new Signal(
                  signal.id(),
                  compiler.compile(source),
                  signal.weight(),
                  signal.speaker(),
                  literals,
                  signal.within(),
                  signal.outside(),
                  signal.releases(),
                  signal.says());
            })
            .toList();
    return new Cause(
        cause.code() + "-" + copy,
        cause.status(),
        cause.severity(),
        cause.owner(),
        cause.retry(),
        cause.title(),
        cause.explanation(),
        cause.needs(),
        cause.prior(),
        signals,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of());
  }

  private static String shifted(String literal, int by) {
    StringBuilder shifted = new StringBuilder();
    literal
        .chars()
        .forEach(
            c -> shifted.append((char) (c >= 'a' && c <= 'z' ? 'a' + (c - 'a' + by) % 26 : c)));
    return shifted.toString();
  }
}
