package dev.modmedic.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StateMachineTest {
  private static final Instant START = Instant.parse("2026-11-27T10:00:00Z");
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final StateMachine machine = new StateMachine(HealthRules.DEFAULTS);

  /** Runs a minute apart and the state after each: p(assed), d(egraded), f(ailed), o, m. */
  @ParameterizedTest
  @CsvSource({
    // The first word is believed when it is good; a bad one has to be repeated.
    "p, U",
    "d, G",
    "f, ?",
    "ff, ??",
    "fff, ??D",
    "fp, ?U",
    // Three failures make it down, two successes make it up again.
    "pffp, UUUU",
    "pfff, UUUD",
    "pfffp, UUUDD",
    "pfffpp, UUUDDU",
    "pfffpf, UUUDDD",
    "pfffdd, UUUDDG",
    "pfffpd, UUUDDG",
    "pfffdp, UUUDDU",
    // Degraded likewise.
    "pdd, UUU",
    "pddd, UUUG",
    "pdddp, UUUGG",
    "pdddpp, UUUGGU",
    "pdddpdp, UUUGGGG",
    "pdddfff, UUUGGGD",
    "pddfddd, UUUUUUG",
    // What says nothing about the target changes nothing, not even a row.
    "o, ?",
    "m, ?",
    "pooooo, UUUUUU",
    "pmmmmm, UUUUUU",
    "pffof, UUUUD",
    "pffmf, UUUUD",
    "pfffpomp, UUUDDDDU",
    // Six changes make it flapping, ten runs that agree end that.
    "pfpfpf, UUUUUU",
    "pfpfpfp, UUUUUU~",
    "pfpfpfpppppppppp, UUUUUU~~~~~~~~~U",
    "pfpfpfpffffffffff, UUUUUU~~~~~~~~~~D",
    "pfpfpfpdddddddddd, UUUUUU~~~~~~~~~GG",
    "pfpfpfppfpp, UUUUUU~~~~~",
    "ppppffffppppffff, UUUUUUDDDUUUUUDD"
  })
  void runsInARowMakeTheState(String runs, String states) {
    CheckHealth health = CheckHealth.unknown(START);
    StringBuilder seen = new StringBuilder();
    for (int i = 0; i < runs.length(); i++) {
      health =
          machine.after(health, run(START.plus(MINUTE.multipliedBy(i)), runs.charAt(i)), MINUTE);
      seen.append(letter(health.state()));
    }

    assertThat(seen.toString()).isEqualTo(states);
  }

  @Test
  void aStateBeginsWithTheRunThatDecided() {
    CheckHealth health = fold("pfff", START);

    assertThat(health.since()).isEqualTo(START.plus(MINUTE.multipliedBy(3)));
    assertThat(health.trouble().cause()).isEqualTo("dns.timeout");
    assertThat(health.troubleAt()).isEqualTo(health.since());
  }

  @Test
  void aRunThatComesLaterThanItsSuccessorsIsNotCounted() {
    CheckHealth health = fold("pff", START);

    assertThat(machine.after(health, run(START, 'p'), MINUTE)).isSameAs(health);
    assertThat(machine.after(health, run(START.plus(MINUTE), 'f'), MINUTE)).isSameAs(health);
  }

  @Test
  void changesFartherApartThanTheWindowAreNoFlapping() {
    CheckHealth health = CheckHealth.unknown(START);
    for (int i = 0; i < 40; i++) {
      Instant due = START.plus(MINUTE.multipliedBy(10L * i));
      health = machine.after(health, run(due, i % 2 == 0 ? 'p' : 'f'), MINUTE);
    }

    assertThat(health.state()).isEqualTo(State.UP);
    assertThat(health.changes()).hasSizeLessThanOrEqualTo(3);
  }

  @Test
  void whatRunsOnceAnHourCanFlapAsWell() {
    Duration hour = Duration.ofHours(1);
    CheckHealth health = CheckHealth.unknown(START);
    for (int i = 0; i < 7; i++) {
      Instant due = START.plus(hour.multipliedBy(i));
      health = machine.after(health, run(due, i % 2 == 0 ? 'p' : 'f'), hour);
    }

    assertThat(health.state()).isEqualTo(State.FLAPPING);
  }

  @ParameterizedTest
  @CsvSource({
    // A multiple of the interval, but never less than the floor.
    "PT1M, PT3M, UP",
    "PT1M, PT3M1S, STALE",
    "PT10S, PT2M, UP",
    "PT10S, PT2M1S, STALE",
    "PT1H, PT3H, UP",
    "PT1H, PT3H1S, STALE"
  })
  void silenceMakesItStale(Duration interval, Duration silence, State state) {
    CheckHealth health = fold("p", START);

    assertThat(machine.at(START.plus(silence), health, interval).state()).isEqualTo(state);
  }

  @Test
  void whatWasNeverHeardOfCannotBecomeStale() {
    CheckHealth health = CheckHealth.unknown(START);

    assertThat(machine.at(START.plus(Duration.ofDays(9)), health, MINUTE)).isSameAs(health);
  }

  @Test
  void silenceIsNoticedOnce() {
    CheckHealth stale = machine.at(START.plus(Duration.ofHours(1)), fold("pfff", START), MINUTE);

    assertThat(stale.lastKnown()).isEqualTo(State.DOWN);
    assertThat(machine.at(START.plus(Duration.ofHours(2)), stale, MINUTE)).isSameAs(stale);
  }

  /** What it was, what comes after the silence, and what is said then. */
  @ParameterizedTest
  @CsvSource({
    "p, p, U",
    "p, f, S",
    "p, ff, SS",
    "p, fff, SSD",
    "p, o, S",
    "ddd, p, U",
    "fff, f, D",
    "fff, p, S",
    "fff, pp, SU",
    "fff, pfff, SSSD",
    "pfpfpfp, p, U",
    "pfpfpf, fff, SDD"
  })
  void afterSilenceItEarnsItsStateAnew(String before, String after, String states) {
    Instant later = START.plus(Duration.ofHours(3));
    CheckHealth health = machine.at(later, fold(before, START), MINUTE);
    StringBuilder seen = new StringBuilder();
    for (int i = 0; i < after.length(); i++) {
      health =
          machine.after(health, run(later.plus(MINUTE.multipliedBy(i)), after.charAt(i)), MINUTE);
      seen.append(letter(health.state()));
    }

    assertThat(seen.toString()).isEqualTo(states);
  }

  private CheckHealth fold(String runs, Instant from) {
    CheckHealth health = CheckHealth.unknown(from);
    for (int i = 0; i < runs.length(); i++) {
      health =
          machine.after(health, run(from.plus(MINUTE.multipliedBy(i)), runs.charAt(i)), MINUTE);
    }
    return health;
  }

  private static Run run(Instant due, char letter) {
    return Runs.run(due, letter);
  }

  private static char letter(State state) {
    return switch (state) {
      case UNKNOWN -> '?';
      case UP -> 'U';
      case DEGRADED -> 'G';
      case DOWN -> 'D';
      case FLAPPING -> '~';
      case STALE -> 'S';
    };
  }
}
