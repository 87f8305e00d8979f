package dev.modmedic.diagnosis;

/**
 * Turns scores into confidences that mean what they say: of the causes given 0.8, eight in ten are
 * right.
 *
 * <p>Logistic in the score and in the lead over the nearest rival; fitted on labelled cases by the
 * command that {@code src/docs/calibration.md} gives.
 *
 * @param perScore weight of one unit of log-odds
 * @param perLead weight of one unit of lead over the best cause that does not explain, and is not
 *     explained by, this one
 */
public record Calibration(double perScore, double perLead, double offset) {
  /** Takes scores for log-odds as they are. */
  public static final Calibration NONE = new Calibration(1, 0, 0);

  private static final double LARGEST_LEAD = 4;

  /** Of the logs that nobody tuned to, a few are always about something unheard of. */
  private static final double SUREST = 0.975;

  /**
   * @param lead score minus the score of the nearest rival; negative when that one is ahead
   */
  double confidence(double score, double lead) {
    double odds = perScore * score + perLead * bounded(lead) + offset;
    return Math.min(SUREST, 1 / (1 + Math.exp(-odds)));
  }

  /** A lead counts up to a point; beyond it the rival is out of the question anyway. */
  static double bounded(double lead) {
    return Math.clamp(lead, -LARGEST_LEAD, LARGEST_LEAD);
  }
}
