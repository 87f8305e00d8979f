package dev.modmedic.lab;

import dev.modmedic.diagnosis.Diagnosis;
import dev.modmedic.diagnosis.Engine;
import dev.modmedic.diagnosis.Finding;
import dev.modmedic.diagnosis.Inquiry;
import dev.modmedic.evidence.Environment;
import dev.modmedic.evidence.LogText;
import dev.modmedic.evidence.RunContext;
import dev.modmedic.knowledge.Remedy.Risk;
import dev.modmedic.knowledge.Remedy.Shell;
import dev.modmedic.knowledge.Remedy.Step;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Lets one proof fail, diagnoses what go printed, and runs each remedy in the project as it was.
 *
 * <p>What only looks must work, and the first remedy that mends must mend: the command that failed
 * succeeds afterwards. So must every other that is not excused, and what it gives to verify it.
 */
final class RemedyTrial {
  private final RemedyProof proof;
  private final RemedyBench bench;
  private final Engine engine;

  RemedyTrial(RemedyProof proof, RemedyBench bench, Engine engine) {
    this.proof = proof;
    this.bench = bench;
    this.engine = engine;
  }

  /** What is wrong with the remedies, or nothing. */
  List<String> mistakes() throws IOException, InterruptedException {
    bench.prepare();
    RemedyBench.Ran failed = bench.original();
    if (failed.exit() == 0) {
      return List.of("does not fail");
    }
    Diagnosis diagnosis = diagnose(failed);
    Optional<Finding> first = diagnosis.causes().stream().findFirst();
    if (!first.map(cause -> proof.scenario().expected().contains(cause.code())).orElse(false)) {
      return List.of(
          "expected %s first, got %s%n%s"
              .formatted(
                  proof.scenario().expected(),
                  diagnosis.causes().stream().map(Finding::code).toList(),
                  failed.output()));
    }
    return mistakes(first.orElseThrow().remedies(), failed);
  }

  private List<String> mistakes(List<Finding.Remedied> remedies, RemedyBench.Ran failed)
      throws IOException, InterruptedException {
    var mistakes = new ArrayList<String>();
    boolean mended = false;
    for (Finding.Remedied remedy : remedies) {
      List<String> steps = forPosix(remedy.steps());
      if (steps.isEmpty() || proof.excuses(remedy.title().en())) {
        continue;
      }
      trouble(remedy, steps)
          .ifPresent(trouble -> mistakes.add(remedy.title().en() + "\n  " + trouble));
      mended |= mends(remedy) || repeats(steps);
    }
    if (!mended) {
      mistakes.add(
          "no remedy mends: "
              + remedies.stream().map(r -> r.title().en()).toList()
              + "\n"
              + failed.output());
    }
    return mistakes;
  }

  private Optional<String> trouble(Finding.Remedied remedy, List<String> steps)
      throws IOException, InterruptedException {
    bench.prepare();
    bench.original();
    bench.byHand();
    var commands = new ArrayList<>(steps);
    commands.addAll(forPosix(remedy.verify()));
    if (mends(remedy) && !repeats(steps)) {
      commands.add(bench.inTheEnd());
    }
    RemedyBench.Ran ran = bench.inTurn(commands);
    if (ran.exit() != 0) {
      return Optional.of("%s%n  %s".formatted(commands, ran.output()));
    }
    return troubleTakenBack(forPosix(remedy.undo()));
  }

  /** Whether what was done cannot be taken back; what asks back itself is left to people. */
  private Optional<String> troubleTakenBack(List<String> undo)
      throws IOException, InterruptedException {
    if (undo.stream().anyMatch(command -> command.contains(" -p "))) {
      return Optional.empty();
    }
    RemedyBench.Ran ran = bench.inTurn(undo);
    return ran.exit() == 0
        ? Optional.empty()
        : Optional.of("cannot be taken back: %s%n  %s".formatted(undo, ran.output()));
  }

  /** Whether a step is the command itself under another setting, for this once. */
  private boolean repeats(List<String> steps) {
    return steps.stream().anyMatch(step -> step.contains(bench.command()));
  }

  /** What neither risks nor verifies anything only looks. */
  private static boolean mends(Finding.Remedied remedy) {
    return remedy.risk() != Risk.NONE || !remedy.verify().isEmpty();
  }

  private static List<String> forPosix(List<Step> steps) {
    return steps.stream()
        .filter(step -> step.shell() == Shell.ANY || step.shell() == Shell.POSIX)
        .map(Step::run)
        .toList();
  }

  private Diagnosis diagnose(RemedyBench.Ran failed) throws IOException, InterruptedException {
    return engine.diagnose(
        new Inquiry(
            LogText.of(failed.output()),
            new Environment(bench.environment()),
            new RunContext(null, null, null, null, bench.command(), failed.exit()),
            List.of()));
  }
}
