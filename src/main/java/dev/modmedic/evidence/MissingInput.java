package dev.modmedic.evidence;

/** A fact was asked for that an input not given would tell; {@link #input} names it. */
public final class MissingInput extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String input;

  public MissingInput(String input) {
    super("not given: " + input, null, false, false);
    this.input = input;
  }

  /** The key of the environment, with a dot before an inner key. */
  public String input() {
    return input;
  }
}
