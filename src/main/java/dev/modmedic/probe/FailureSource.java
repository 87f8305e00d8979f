package dev.modmedic.probe;

import java.util.Locale;

/** Who has to be looked at when a probe failed. */
public enum FailureSource {
  /** The watched server, or the way to it. */
  TARGET,
  /** A resolver. */
  RESOLVER,
  /** The vantage itself; says nothing about the target. */
  OWN_NETWORK;

  /** As it stands in the API and in tables: {@code own-network}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
