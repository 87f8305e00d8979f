package dev.modmedic.go;

/** Go would refuse what a server sent, or a key that somebody set; the message is go's. */
public final class Refused extends Exception {
  private static final long serialVersionUID = 1;

  Refused(String message) {
    super(message);
  }
}
