package dev.modmedic.health;

import java.util.List;

/** What a target as a whole suffered from, once it is up again. */
final class Recovery {
  private Recovery() {}

  /**
   * The trouble that a change of the whole tells of.
   *
   * @param trouble what there is now
   * @param transitions of the regions in the same judgement; the last one that is up again tells
   *     what it was
   */
  static Trouble trouble(TargetState state, Trouble trouble, List<Transition> transitions) {
    return state != TargetState.UP
        ? trouble
        : transitions.stream()
            .filter(each -> each.region() != null && each.to().equals(State.UP.word()))
            .map(Transition::trouble)
            .filter(each -> each.cause() != null)
            .reduce((earlier, later) -> later)
            .orElse(trouble);
  }
}
