package dev.modmedic.diagnosis;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Fits the calibration on labelled logs and prints the file that holds it: {@code CalibrateCommand
 * KNOWLEDGE LOGS.jsonl…}.
 *
 * <p>Logistic regression by gradient descent, with a small pull towards taking scores for log-odds
 * as they are, so that few cases cannot bend it far. Each log counts once as it is and once for
 * each way in which people send less than they have: no environment, the first line missing, cut
 * short. Rules fit the logs they were tried on too well; damaged ones show how sure an answer may
 * be.
 */
final class CalibrateCommand {
  private static final int STEPS = 200_000;
  private static final double RATE = 0.05;
  private static final double PULL = 0.05;

  private CalibrateCommand() {}

  /** One first cause and whether it was right. */
  record Sample(double score, double lead, boolean right) {}

  public static void main(String[] args) {
    Engine engine = new Engine(CasesCommand.load(Path.of(args[0])), Calibration.NONE);
    List<Sample> samples = new ArrayList<>();
    for (String file : List.of(args).subList(1, args.length)) {
      LabelledLog.read(Path.of(file)).forEach(log -> sample(engine, log, samples));
    }
    Calibration fitted = fit(samples, Calibration.NONE, PULL);
    System.out.printf(
        "# Fitted on %d labelled logs with knowledge %s; see src/docs/calibration.md%n"
            + "perScore=%.4f%nperLead=%.4f%noffset=%.4f%n",
        samples.size(),
        engine.knowledge().version(),
        fitted.perScore(),
        fitted.perLead(),
        fitted.offset());
    System.err.printf("expected calibration error %.4f%n", error(samples, fitted));
  }

  private static void sample(Engine engine, LabelledLog log, List<Sample> samples) {
    for (Inquiry inquiry : log.asPeopleSendIt()) {
      sample(engine, log, inquiry, samples);
    }
  }

  private static void sample(
      Engine engine, LabelledLog log, Inquiry inquiry, List<Sample> samples) {
    List<Candidate> ranked = engine.ranked(inquiry);
    if (!ranked.isEmpty()) {
      Candidate first = ranked.getFirst();
      samples.add(
          new Sample(
              first.score(),
              Explainer.lead(first, ranked),
              log.fair().contains(first.cause().code())));
    }
  }

  /**
   * @param pull how strongly few samples are held back from leading far away from {@code near}
   */
  static Calibration fit(List<Sample> samples, Calibration near, double pull) {
    double[] weights = {near.perScore(), near.perLead(), near.offset()};
    for (int step = 0; step < STEPS; step++) {
      double[] gradient = {
        pull * (weights[0] - near.perScore()),
        pull * (weights[1] - near.perLead()),
        pull * (weights[2] - near.offset())
      };
      for (Sample sample : samples) {
        double miss = confidence(weights, sample) - (sample.right() ? 1 : 0);
        gradient[0] += miss * sample.score() / samples.size();
        gradient[1] += miss * Calibration.bounded(sample.lead()) / samples.size();
        gradient[2] += miss / samples.size();
      }
      for (int i = 0; i < weights.length; i++) {
        weights[i] -= RATE * gradient[i];
      }
    }
    return new Calibration(weights[0], weights[1], weights[2]);
  }

  private static double confidence(double[] weights, Sample sample) {
    return new Calibration(weights[0], weights[1], weights[2])
        .confidence(sample.score(), sample.lead());
  }

  /** Ten bins of confidence; the mean gap between what was said and what was right. */
  static double error(List<Sample> samples, Calibration calibration) {
    double[] said = new double[10];
    double[] right = new double[10];
    for (Sample sample : samples) {
      double confidence = calibration.confidence(sample.score(), sample.lead());
      int bin = Math.min(9, (int) (confidence * 10));
      said[bin] += confidence;
      right[bin] += sample.right() ? 1 : 0;
    }
    double gap = 0;
    for (int i = 0; i < said.length; i++) {
      gap += Math.abs(said[i] - right[i]);
    }
    return gap / samples.size();
  }
}
