package dev.modmedic.go;

/** Go would refuse what a server sent, or a key that somebody set; the message is go's. */
public final class Refused extends Exception {
  private static final long serialVersionUID = 1;

  private final String words;

  Refused(String words) {
    super(words);
    this.words = words;
  }

  /** What go says; the message, which is never missing. */
  public String words() {
    return words;
  }
}
