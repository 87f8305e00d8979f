package dev.modmedic.knowledge;

import java.util.List;

/** The knowledge files hold mistakes; the message names every one by file and line. */
public final class KnowledgeException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<Mistake> mistakes;

  public KnowledgeException(List<Mistake> mistakes) {
    super(describe(mistakes));
    this.mistakes = List.copyOf(mistakes);
  }

  public List<Mistake> mistakes() {
    return mistakes;
  }

  private static String describe(List<Mistake> mistakes) {
    return String.join("\n", mistakes.stream().map(Mistake::toString).toList());
  }

  /**
   * One mistake.
   *
   * @param line counted from 1; 0 when it concerns the whole file
   */
  public record Mistake(String file, int line, String message) {
    @Override
    public String toString() {
      return line > 0 ? file + ":" + line + ": " + message : file + ": " + message;
    }
  }
}
