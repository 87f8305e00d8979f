package dev.modmedic.diagnosis;

import dev.modmedic.evidence.Span;
import dev.modmedic.evidence.Text;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Why a cause was named for an inquiry, or why not.
 *
 * @param score log-odds; the prior alone when nothing speaks for the cause
 * @param resembles what a guess rests on; null when it is none
 * @param explainedBy codes of causes that took this one below them as their symptom
 */
public record Reasoning(
    String code,
    boolean named,
    double confidence,
    double prior,
    double score,
    List<SignalReason> signals,
    List<ConditionReason> conditions,
    List<String> explainedBy,
    @Nullable Resemblance resembles) {
  public Reasoning {
    Objects.requireNonNull(code, "code");
    signals = List.copyOf(signals);
    conditions = List.copyOf(conditions);
    explainedBy = List.copyOf(explainedBy);
  }

  /** The reason in a sentence. */
  public Text summary() {
    return ReasonInWords.of(this);
  }

  /**
   * Why a line reminds of a cause whose rules do not know it.
   *
   * @param words what the line and the texts of the cause share, the most telling first
   */
  public record Resemblance(Span at, List<String> words) {
    public Resemblance {
      Objects.requireNonNull(at, "at");
      words = List.copyOf(words);
    }
  }

  /** What became of a signal. */
  public enum SignalState {
    COUNTED,
    NOT_IN_LOG,
    NOISE,
    SAID_BY_SERVER,
    SAID_LOCALLY,
    WRONG_MESSAGE
  }

  /**
   * One signal of the cause.
   *
   * @param detail the mark that decided, when one did
   * @param at where the words stand, or would have counted
   */
  public record SignalReason(
      String id, double weight, SignalState state, @Nullable String detail, List<Span> at) {
    public SignalReason {
      at = List.copyOf(at);
    }
  }

  /** How a condition was answered. */
  public enum ConditionState {
    HELD,
    FAILED,
    LACKED_INPUT
  }

  /**
   * One condition of the cause.
   *
   * @param input what was not given, when that is why it was not answered
   */
  public record ConditionReason(
      String id,
      double weight,
      String when,
      ConditionState state,
      @Nullable String input,
      Text says) {}
}
