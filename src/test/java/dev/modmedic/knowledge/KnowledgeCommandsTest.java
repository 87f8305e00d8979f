package dev.modmedic.knowledge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.modmedic.diagnosis.TestEngine;
import dev.modmedic.knowledge.Remedy.Risk;
import dev.modmedic.knowledge.Remedy.Shell;
import dev.modmedic.knowledge.Remedy.Step;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every command of the knowledge must keep to. */
class KnowledgeCommandsTest {
  private static final KnowledgeBase KNOWLEDGE = TestEngine.bundled().knowledge();
  private static final List<Commands> COMMANDS = Commands.in(KNOWLEDGE);

  /** Those of remedies, and those of checks. */
  private static final List<Step> LINES =
      Stream.concat(
              COMMANDS.stream().map(Commands::step),
              KNOWLEDGE.causes().stream()
                  .flatMap(cause -> cause.checks().stream())
                  .flatMap(check -> check.run().stream()))
          .distinct()
          .toList();

  /** Programs that are called alike and take the same options everywhere. */
  private static final Set<String> EVERYWHERE =
      Set.of(
          "go",
          "git",
          "ssh",
          "ssh-add",
          "ssh-keygen",
          "ssh-keyscan",
          "nslookup",
          "docker",
          "gopls",
          "govulncheck",
          "golangci-lint");

  /** What only some POSIX shells know: bash's options of builtins, its tests and its quotes. */
  private static final Pattern NOT_POSIX =
      Pattern.compile(
          "command -v -|command -a|\\bread -[^r ]|\\bread -r[^ ]|\\[\\[ |<\\(|&>|\\|&|\\$'"
              + "|(?:^|[;&|(] *)(?:source|local|time|type|echo -[en]+) |ulimit -[^an]"
              + "|\\$\\{\\w+/|<<<");

  private static final Pattern NOT_WINDOWS =
      Pattern.compile(
          "/dev/null|(?<!-)\\bunset |\\bexport |\\bsudo |\\$\\(mktemp|SkipHttpErrorCheck|(?<!git"
              + " )\\bgrep |\\bhead ");

  private static final Pattern NOT_OLD_POWERSHELL = Pattern.compile("(?:^|[;|{] *)curl |&&|\\|\\|");

  /** What throws away what was there before, without asking. */
  private static final Pattern DESTROYS =
      Pattern.compile(
          "git (?:checkout|restore)(?! -p )|git clean(?! -d?i)|git reset|git stash (?:drop|clear)"
              + "|rm -rf|ssh-add -D|--unset-all (?:\"[^\"]+\"|\\S+)$|go clean");

  @ParameterizedTest
  @ValueSource(strings = {"dash", "bash", "busybox sh"})
  void everyPosixShellUnderstandsThem(String shell) throws IOException, InterruptedException {
    assumeTrue(isInstalled(shell), shell);
    String lines =
        LINES.stream()
            .filter(KnowledgeCommandsTest::isForPosix)
            .map(line -> "( " + marked(line.run()) + " )")
            .collect(Collectors.joining("\n"));

    Process process = new ProcessBuilder((shell + " -n").split(" ")).start();
    process.getOutputStream().write(lines.getBytes(StandardCharsets.UTF_8));
    process.getOutputStream().close();

    assertThat(new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8))
        .isEmpty();
    assertThat(process.waitFor()).isZero();
  }

  private static boolean isForPosix(Step line) {
    return line.shell() == Shell.POSIX || line.shell() == Shell.ANY;
  }

  private static boolean isInstalled(String shell) throws InterruptedException {
    try {
      return new ProcessBuilder((shell + " -c true").split(" ")).start().waitFor() == 0;
    } catch (IOException absent) {
      return false;
    }
  }

  /** Placeholders as plain words. */
  private static String marked(String run) {
    return Template.fillOr(run, Map.of(), name -> name);
  }

  @Test
  void whatIsForPosixShellsNeedsNoParticularOne() {
    assertThat(LINES)
        .filteredOn(KnowledgeCommandsTest::isForPosix)
        .filteredOn(line -> NOT_POSIX.matcher(line.run()).find())
        .isEmpty();
  }

  @Test
  void whatIsForAnyShellStartsProgramsThatAreTheSameEverywhere() {
    assertThat(LINES)
        .filteredOn(line -> line.shell() == Shell.ANY)
        .allSatisfy(line ->
            assertThat(line.run().split(" *\\| *(?=[a-z-]+ )"))
                .extracting(part -> part.split(" ")[0])
                .isSubsetOf(EVERYWHERE));
  }

  @Test
  void whatIsForWindowsUsesWhatWindowsHas() {
    assertThat(LINES)
        .filteredOn(line -> line.shell() == Shell.POWERSHELL || line.shell() == Shell.CMD)
        .filteredOn(line -> NOT_WINDOWS.matcher(line.run()).find())
        .isEmpty();
  }

  /** Windows PowerShell 5.1 knows no {@code &&} and takes curl for Invoke-WebRequest. */
  @Test
  void whatIsForPowerShellRunsInItsOldestRelease() {
    assertThat(LINES)
        .filteredOn(line -> line.shell() == Shell.POWERSHELL)
        .filteredOn(line -> NOT_OLD_POWERSHELL.matcher(line.run()).find())
        .isEmpty();
  }

  @Test
  void whatIsCheckedAndTakenBackIsForShellsThatHaveSteps() {
    assertThat(COMMANDS)
        .filteredOn(command -> !command.remedy().steps().isEmpty())
        .filteredOn(command ->
            command.step().shell() != Shell.ANY
                && command.remedy().steps().stream()
                    .noneMatch(s -> s.shell() == command.step().shell() || s.shell() == Shell.ANY))
        .isEmpty();
  }

  @Test
  void whatTakesARemedyBackNeverDestroysOtherWork() {
    assertThat(COMMANDS)
        .filteredOn(command -> command.remedy().undo().contains(command.step()))
        .filteredOn(command -> DESTROYS.matcher(command.step().run()).find())
        .isEmpty();
  }

  /** A second value of the same key wins and leaves the first one for later. */
  @Test
  void whatWasSetInGitIsKept() {
    assertThat(COMMANDS)
        .filteredOn(command -> command.remedy().steps().contains(command.step()))
        .filteredOn(command ->
            Pattern.compile(
                    "git config --global (?!--(?:add|get|edit|unset|get-regexp)\\b)\\S+ \\S")
                .matcher(command.step().run())
                .find())
        .isEmpty();
    assertThat(COMMANDS)
        .filteredOn(command -> command.step().run().contains("--unset"))
        .filteredOn(command -> command.remedy().steps().contains(command.step()))
        .allMatch(command ->
            command.remedy().steps().getFirst().run().startsWith("git config --global --get"));
  }

  /** What is set for a session is saved in it, so that it can be given back. */
  @Test
  void aVariableOfTheSessionIsGivenBack() {
    Pattern saved = Pattern.compile("OLD_(\\w+)=|\\$(old\\w+) = ");
    assertThat(COMMANDS)
        .filteredOn(command -> command.remedy().steps().contains(command.step()))
        .allSatisfy(command -> {
          Matcher matcher = saved.matcher(command.step().run());
          if (matcher.find() && !isForOneCommand(command.step())) {
            assertThat(command.remedy().undo())
                .filteredOn(undo -> undo.shell() == command.step().shell())
                .singleElement()
                .satisfies(undo ->
                    assertThat(undo.run())
                        .contains(matcher.group(1) == null ? "$old" : "OLD_" + matcher.group(1)));
          }
        });
  }

  /** It must look at what the remedy changed, not at what was so before. */
  @Test
  void aSettingForOneCommandIsNotCheckedByAnother() {
    Pattern set = Pattern.compile("^(?:([A-Z0-9_]+)=\\S+ )+(?=go |git )");
    assertThat(COMMANDS)
        .filteredOn(command -> command.remedy().steps().contains(command.step()))
        .filteredOn(command -> command.step().shell() == Shell.POSIX)
        .filteredOn(command -> set.matcher(command.step().run()).find())
        .allSatisfy(command ->
            assertThat(command.remedy().verify())
                .extracting(Step::run)
                .noneMatch(verify -> verify.startsWith("go env"))
                .noneMatch(verify ->
                    verify.equals("go version")
                        && command.step().run().contains("GOTOOLCHAIN=")
                        && !command.step().run().contains("go mod edit")));
  }

  private static boolean isForOneCommand(Step step) {
    return step.run().matches("\\$old = (.*?); .*; \\Q\\E.* = \\$old");
  }

  @Test
  void whatOnlyLooksNeedsNoUndo() {
    assertThat(KNOWLEDGE.causes())
        .flatExtracting(Cause::remedies)
        .filteredOn(remedy -> remedy.risk() == Risk.NONE)
        .filteredOn(
            remedy -> remedy.steps().stream().anyMatch(step -> step.run().contains("go env -w")))
        .isEmpty();
  }
}
