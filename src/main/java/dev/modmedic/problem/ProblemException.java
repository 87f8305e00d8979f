package dev.modmedic.problem;

import dev.modmedic.problem.Problem.Flaw;
import java.util.List;
import java.util.Objects;

/** A request that is answered with a problem; its words are meant for the client. */
public final class ProblemException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ProblemType type;
  private final transient List<Flaw> flaws;

  public ProblemException(ProblemType type, String detail, List<Flaw> flaws) {
    super(Objects.requireNonNull(detail, "detail"), null, false, false);
    this.type = Objects.requireNonNull(type, "type");
    this.flaws = List.copyOf(flaws);
  }

  public ProblemException(ProblemType type, String detail) {
    this(type, detail, List.of());
  }

  /** A problem with one field of the body. */
  public static ProblemException at(ProblemType type, String pointer, String detail) {
    String where = pointer.isEmpty() ? "The body" : pointer;
    return new ProblemException(
        type, where + " " + detail + ".", List.of(Flaw.at(pointer, detail)));
  }

  /** A problem with one parameter or header. */
  public static ProblemException of(ProblemType type, String parameter, String detail) {
    return new ProblemException(
        type, parameter + " " + detail + ".", List.of(Flaw.of(parameter, detail)));
  }

  /** That there is nothing of this name or id. */
  public static ProblemException unknown(ProblemType type) {
    return new ProblemException(type, type.title() + ". " + type.advice());
  }

  public ProblemType type() {
    return type;
  }

  public String detail() {
    return Objects.requireNonNullElse(getMessage(), "");
  }

  public List<Flaw> flaws() {
    return flaws;
  }
}
