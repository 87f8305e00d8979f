package dev.modmedic.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modmedic.diagnosis.TestEngine;
import dev.modmedic.knowledge.Remedy.Shell;
import dev.modmedic.knowledge.Remedy.Step;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;

/**
 * Whatever a log says, a command that is shown starts what its template starts, with the caught
 * value as a part of one word; or it is not shown.
 */
class HostileValuesTest {
  private static final KnowledgeBase KNOWLEDGE = TestEngine.bundled().knowledge();

  /** Every command that holds a value. */
  private static final List<Step> STEPS =
      Stream.concat(
              Commands.in(KNOWLEDGE).stream().map(Commands::step),
              KNOWLEDGE.causes().stream()
                  .flatMap(cause -> cause.checks().stream())
                  .flatMap(check -> check.run().stream()))
          .filter(step -> !Template.names(step.run()).isEmpty())
          .distinct()
          .toList();

  private static final Set<String> NAMES = names();

  private static final Map<Step, List<List<String>>> STARTED = new HashMap<>();

  /** Stands in a command as it is, and is found again in it. */
  private static final Map<String, String> HARMLESS = harmless();

  @Provide
  Arbitrary<Map<String, String>> hostile() {
    Arbitrary<String> quotable =
        Arbitraries.of(
            "a", "v1.2", "é", "模块", "|", "||", "*", "?", "~", "#", "{a,b}", "[a]", "\\", "\\\\",
            " ", " hello", "@", ",", "=", "..", "../", "/", ":", "%", "%PATH%", "-o", "C:\\x");
    Arbitrary<String> obeyed =
        Arbitraries.of(
            "&",
            "&&",
            ";",
            "$(hello)",
            "${HOME}",
            "$HOME",
            "`hello`",
            "\"",
            "'",
            "^",
            "!",
            "!!",
            "\n",
            "\r",
            "\t",
            "<",
            ">",
            "\u2018",
            "\u201D",
            "\u01C0",
            "\u02BA",
            "\u0000",
            "\u2028");
    Arbitrary<String> text =
        Arbitraries.frequencyOf(
                net.jqwik.api.Tuple.of(9, quotable), net.jqwik.api.Tuple.of(1, obeyed))
            .list()
            .ofMinSize(1)
            .ofMaxSize(5)
            .map(parts -> String.join("", parts));
    Arbitrary<String> shaped =
        text.flatMap(odd ->
            Arbitraries.of(
                odd,
                "x" + odd,
                "https://h.example/" + odd,
                "github.com/a/b" + odd,
                "git@h.example:" + odd));
    return shaped
        .list()
        .ofSize(NAMES.size())
        .map(values -> {
          Map<String, String> named = new HashMap<>();
          NAMES.forEach(name -> named.put(name, values.get(named.size())));
          return named;
        });
  }

  @Property(tries = 25)
  void aPosixShellStartsNothingElse(@ForAll("hostile") Map<String, String> values)
      throws IOException, InterruptedException {
    List<Step> shown = shown(values, Shell.POSIX);
    List<List<List<String>>> started = started(shown, CommandValue.safe(values));

    for (int i = 0; i < shown.size(); i++) {
      assertThat(started.get(i))
          .as("%s", shown.get(i))
          .isEqualTo(with(values, harmlessly().get(shown.get(i))));
    }
  }

  /** What each command starts when nothing odd is in it. */
  private static Map<Step, List<List<String>>> harmlessly()
      throws IOException, InterruptedException {
    if (STARTED.isEmpty()) {
      List<Step> steps = shown(HARMLESS, Shell.POSIX);
      List<List<List<String>>> started = started(steps, HARMLESS);
      for (int i = 0; i < steps.size(); i++) {
        STARTED.put(steps.get(i), started.get(i));
      }
    }
    return STARTED;
  }

  @Property(tries = 400)
  void cmdReadsTheSameWords(@ForAll("hostile") Map<String, String> values) {
    staysTheSame(values, Shell.CMD, ShellWords::cmd);
    assertThat(shown(values, Shell.CMD))
        .allSatisfy(step ->
            assertThat(percents(filled(step, CommandValue.safe(values))))
                .isEqualTo(percents(step.run())));
  }

  @Property(tries = 400)
  void powerShellReadsTheSameWords(@ForAll("hostile") Map<String, String> values) {
    staysTheSame(values, Shell.POWERSHELL, ShellWords::powerShell);
  }

  private static void staysTheSame(
      Map<String, String> values, Shell shell, Function<String, List<String>> words) {
    for (Step step : shown(values, shell)) {
      List<String> expected =
          words.apply(filled(step, HARMLESS)).stream().map(word -> with(values, word)).toList();
      List<String> actual = words.apply(filled(step, CommandValue.safe(values)));

      assertThat(unquoted(actual)).as("%s", step).isEqualTo(unquoted(expected));
      assertThat(actual)
          .as("a program of Windows takes %s for a quote that does not close: %s", "\\\"", step)
          .noneMatch(word -> word.contains("\\\""));
    }
  }

  /** Whether a word was quoted as a whole makes no difference to what it means. */
  private static List<String> unquoted(List<String> words) {
    return words.stream()
        .map(word -> word.matches("\"[^\"]*\"") ? word.substring(1, word.length() - 1) : word)
        .toList();
  }

  /** cmd.exe expands variables inside quotes as well. */
  private static long percents(String line) {
    return line.chars().filter(c -> c == '%').count();
  }

  private static List<Step> shown(Map<String, String> values, Shell shell) {
    return STEPS.stream()
        .filter(step -> step.shell() == shell || step.shell() == Shell.ANY)
        .filter(step -> CommandLine.of(step).fill(CommandValue.safe(values)).isPresent())
        .toList();
  }

  private static String filled(Step step, Map<String, String> values) {
    return CommandLine.of(step).fill(values).orElseThrow();
  }

  private static List<List<List<String>>> started(List<Step> steps, Map<String, String> values)
      throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("hostile");
    try {
      return new RecordingShell(folder)
          .run(steps.stream().map(step -> filled(step, values)).toList());
    } finally {
      try (Stream<Path> files = Files.walk(folder)) {
        files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
      }
    }
  }

  private static List<List<String>> with(
      Map<String, String> values, @Nullable List<List<String>> started) {
    return Objects.requireNonNull(started).stream()
        .map(words -> words.stream().map(word -> with(values, word)).toList())
        .sorted(Comparator.comparing(List::toString))
        .toList();
  }

  /** The text with the hostile values in the place of the harmless ones. */
  private static String with(Map<String, String> values, String text) {
    String replaced = text;
    for (Map.Entry<String, String> harmless : HARMLESS.entrySet()) {
      replaced = replaced.replace(harmless.getValue(), values.get(harmless.getKey()));
    }
    return replaced;
  }

  private static Set<String> names() {
    Set<String> names = new TreeSet<>();
    STEPS.forEach(step -> names.addAll(Template.names(step.run())));
    return names;
  }

  private static Map<String, String> harmless() {
    Map<String, String> values = new HashMap<>();
    List<String> names = new ArrayList<>(NAMES);
    names.forEach(name -> {
      String mark = "77" + (100 + names.indexOf(name));
      values.put(name, name.equals("url") ? "https://" + mark + ".example/" : mark);
    });
    assertThat(CommandValue.safe(values)).isEqualTo(values);
    return values;
  }
}
