package dev.modmedic.request;

/** An Idempotency-Key came back with a different request. */
public final class KeyReused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public KeyReused() {
    super("the idempotency key was used for a different request");
  }
}
