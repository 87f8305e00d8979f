package dev.modmedic.diagnosis;

import dev.modmedic.diagnosis.CalibrateCommand.Sample;
import dev.modmedic.knowledge.KnowledgeBase;
import java.nio.file.Path;
import java.util.List;

/**
 * Shows how good guesses are where the rules for a case are missing, and fits their confidence:
 * {@code GuessCommand KNOWLEDGE CASES}.
 *
 * <p>Fitted on one half of the cases and told for both.
 */
final class GuessCommand {
  /** Little is known of what scores mean here, so the samples are hardly held back. */
  private static final double PULL = 0.001;

  private GuessCommand() {}

  public static void main(String[] args) {
    KnowledgeBase knowledge = CasesCommand.load(Path.of(args[0]));
    List<GuessTrial> trials =
        GuessTrial.of(knowledge, Calibration.NONE, RuleCase.below(Path.of(args[1])))
            .filter(trial -> !trial.known())
            .toList();
    List<GuessTrial> some = trials.stream().filter(GuessCommand::isOfFirstHalf).toList();
    List<GuessTrial> others = trials.stream().filter(t -> !isOfFirstHalf(t)).toList();
    tell("fitted on", some);
    tell("others", others);
    Calibration fitted = CalibrateCommand.fit(samples(some), new Calibration(0.2, 4, -1.9), PULL);
    System.out.println(fitted);
    System.out.printf(
        "expected calibration error %.3f, of the others %.3f%n",
        CalibrateCommand.error(samples(some), fitted),
        CalibrateCommand.error(samples(others), fitted));
  }

  private static boolean isOfFirstHalf(GuessTrial trial) {
    return trial.ruleCase().name().hashCode() % 2 == 0;
  }

  private static List<Sample> samples(List<GuessTrial> trials) {
    return trials.stream()
        .filter(trial -> !trial.guesses().isEmpty())
        .map(trial -> {
          Guess first = trial.guesses().getFirst();
          return new Sample(first.score(), first.lead(), trial.isAmong(1));
        })
        .toList();
  }

  private static void tell(String half, List<GuessTrial> trials) {
    List<GuessTrial> guessed = trials.stream().filter(t -> !t.guesses().isEmpty()).toList();
    System.out.printf(
        "%s: %d unknown, %d guessed, first right %d, first three %d%n",
        half,
        trials.size(),
        guessed.size(),
        guessed.stream().filter(trial -> trial.isAmong(1)).count(),
        guessed.stream().filter(trial -> trial.isAmong(3)).count());
    for (double from = 0; from < 0.45; from += 0.1) {
      double least = from;
      List<GuessTrial> band =
          guessed.stream()
              .filter(trial -> {
                double confidence = trial.guesses().getFirst().confidence();
                return confidence >= least && confidence < least + 0.1;
              })
              .toList();
      System.out.printf(
          "  confidence %.1f: %d, right %.2f%n",
          from,
          band.size(),
          band.stream().filter(trial -> trial.isAmong(1)).count() / Math.max(1.0, band.size()));
    }
  }
}
