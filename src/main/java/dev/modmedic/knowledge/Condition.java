package dev.modmedic.knowledge;

/** A question about the facts, compiled. */
public interface Condition {
  /** The question as it was written. */
  String source();

  /** Answers from what is known; never throws. */
  Answer ask(Situation situation);

  /** Whether the answer is yes; cheaper than {@link #ask} where an input is missing. */
  default boolean holds(Situation situation) {
    return ask(situation) instanceof Answer.Holds;
  }

  /** The answer to a condition. */
  sealed interface Answer {
    /** The facts say yes. */
    record Holds() implements Answer {}

    /** The facts say no. */
    record Fails() implements Answer {}

    /** An input that was not given would decide. */
    record Lacks(String input) implements Answer {}
  }

  /** Makes conditions from CEL. */
  interface Compiler {
    /**
     * @throws IllegalArgumentException if {@code source} does not compile to a boolean; the message
     *     says why
     */
    Condition compile(String source);
  }
}
