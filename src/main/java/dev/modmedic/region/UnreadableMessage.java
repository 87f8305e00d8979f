package dev.modmedic.region;

/** A message between server and agent that lacks a field, or has one that cannot be. */
public final class UnreadableMessage extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String pointer;
  private final String says;

  UnreadableMessage(String pointer, String says) {
    super((pointer.isEmpty() ? "the message" : pointer) + " " + says, null, false, false);
    this.pointer = pointer;
    this.says = says;
  }

  /** The field, as a JSON pointer: {@code /results/3/due}; empty for the message itself. */
  public String pointer() {
    return pointer;
  }

  /** What is wrong with it: {@code must be a time}. */
  public String says() {
    return says;
  }
}
