package dev.modmedic.health;

import java.time.Instant;

/** Runs from single letters: p(assed), d(egraded), f(ailed), o(ffline), m(issed). */
public final class Runs {
  private Runs() {}

  public static Run run(Instant due, char letter) {
    Trouble dns = new Trouble("dns.timeout", "lookup p.example: i/o timeout", "resolver");
    return switch (letter) {
      case 'p' -> new Run(due, RunOutcome.PASSED, Trouble.NONE);
      case 'd' -> new Run(due, RunOutcome.DEGRADED, Trouble.NONE);
      case 'f' -> new Run(due, RunOutcome.FAILED, dns);
      case 'o' -> new Run(due, RunOutcome.OFFLINE, Trouble.NONE);
      case 'm' -> new Run(due, RunOutcome.MISSED, Trouble.NONE);
      default -> throw new IllegalArgumentException(letter + "");
    };
  }
}
