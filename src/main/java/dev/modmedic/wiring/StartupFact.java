package dev.modmedic.wiring;

import java.util.Objects;

/**
 * One line of the start-up log, such as "knowledge: 40 causes, 120 rules"; every bean of this type
 * is printed.
 */
public record StartupFact(String name, String value) {
  public StartupFact {
    Objects.requireNonNull(name);
    Objects.requireNonNull(value);
  }
}
