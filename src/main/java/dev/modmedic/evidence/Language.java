package dev.modmedic.evidence;

/** A language an answer can be given in. */
public enum Language {
  EN,
  ZH
}
