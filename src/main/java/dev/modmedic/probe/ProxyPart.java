package dev.modmedic.probe;

import dev.modmedic.go.Outcome;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What go asks a module proxy for; a run keeps as facts what go would make of the answers. */
public enum ProxyPart {
  LIST,
  INFO,
  MOD,
  ZIP,
  /** Whether it passes the checksum database on. */
  SUPPORTED,
  /** A record of the checksum database, through the proxy if it passes it on. */
  LOOKUP,
  /** All that was not asked for any more, because the proxy no longer spoke. */
  REST;

  /** The name of the fact; its value is an outcome's word, and none is there for what is OK. */
  public String fact() {
    return "go." + name().toLowerCase(Locale.ROOT);
  }

  /** What go would make of this part; empty if the run tells nothing against it. */
  public Optional<Outcome> in(Map<String, String> facts) {
    String word = facts.get(fact());
    return word == null ? Optional.empty() : Outcome.ofWord(word);
  }

  /** The part that a check is about; empty if go itself does not ask for it. */
  static Optional<ProxyPart> of(String check) {
    return switch (check) {
      case ListCheck.LIST -> Optional.of(LIST);
      case CanaryCheck.INFO -> Optional.of(INFO);
      case CanaryCheck.MOD -> Optional.of(MOD);
      case CanaryCheck.ZIP -> Optional.of(ZIP);
      default -> Optional.empty();
    };
  }
}
