package dev.modmedic.diagnosis;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Puts what rules found and what was guessed into one order. */
final class Told {
  /** With a first cause as sure as this there is nothing to guess. */
  private static final double CONVINCING = 0.6;

  /** Below, a rule knows no more than that something failed, and a guess may come before it. */
  private static final double VAGUE = 0.1;

  /** Behind a rule's cause a guess has at most this part of its confidence. */
  private static final double BEHIND = 0.5;

  private Told() {}

  /** Whether what the rules found leaves room for guesses. */
  static boolean leavesRoom(List<Finding> found) {
    return found.isEmpty()
        || (found.getFirst().confidence() < CONVINCING && found.size() < Guesses.MOST);
  }

  /**
   * @param found by rules, best first
   * @param guesses best first
   */
  static List<Finding> of(List<Finding> found, List<Finding> guesses) {
    boolean vague = found.isEmpty() || found.getFirst().confidence() < VAGUE;
    double most = vague ? 1 : found.getFirst().confidence() * BEHIND;
    List<Finding> told = new ArrayList<>();
    for (Finding finding : found) {
      told.add(
          guesses.stream()
              .filter(guess -> vague && guess.code().equals(finding.code()))
              .mapToDouble(Finding::confidence)
              .filter(confidence -> confidence > finding.confidence())
              .mapToObj(finding::sure)
              .findFirst()
              .orElse(finding));
    }
    for (Finding guess : guesses) {
      if (told.size() < Guesses.MOST
          && found.stream().noneMatch(finding -> finding.code().equals(guess.code()))) {
        told.add(guess.sure(Math.min(guess.confidence(), most)));
      }
    }
    if (vague) {
      told.sort(Comparator.comparingDouble(Finding::confidence).reversed());
    }
    return List.copyOf(told);
  }
}
