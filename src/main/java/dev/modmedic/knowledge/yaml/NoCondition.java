package dev.modmedic.knowledge.yaml;

import dev.modmedic.knowledge.Condition;
import dev.modmedic.knowledge.Situation;

/** Stands where a condition could not be read, so that reading can go on to further mistakes. */
enum NoCondition implements Condition {
  INSTANCE;

  @Override
  public String source() {
    return "false";
  }

  @Override
  public Answer ask(Situation situation) {
    return new Answer.Fails();
  }
}
