package dev.modmedic.history;

/** More log was added than can be kept with one diagnosis. */
public final class LogTooLong extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public LogTooLong() {
    super("the logs together are too long");
  }
}
