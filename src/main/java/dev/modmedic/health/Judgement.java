package dev.modmedic.health;

import java.util.List;
import java.util.Objects;

/**
 * What became of a target's health.
 *
 * @param transitions in the order they happened
 */
public record Judgement(TargetHealth after, List<Transition> transitions) {
  public Judgement {
    Objects.requireNonNull(after, "after");
    transitions = List.copyOf(transitions);
  }
}
