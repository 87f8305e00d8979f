package dev.modmedic.knowledge;

/** Who said the words of a signal: this machine, or a server whose answer was quoted. */
public enum Speaker {
  LOCAL,
  REMOTE,
  ANY
}
