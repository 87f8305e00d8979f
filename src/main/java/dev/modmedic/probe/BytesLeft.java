package dev.modmedic.probe;

/** What is left of the bytes that a probe may download, all its tries together. */
final class BytesLeft {
  private final long all;
  private long spent;

  BytesLeft(long all) {
    this.all = all;
  }

  void spend(long bytes) {
    spent += bytes;
  }

  boolean isNone() {
    return spent >= all;
  }

  /** How many bytes of a body to take that should have at most {@code wanted}. */
  long atMost(long wanted) {
    return Math.max(0, Math.min(wanted, all - spent));
  }

  String says() {
    return "a probe of this target downloads at most %d bytes (settings.maxBytes)".formatted(all);
  }
}
