package dev.modmedic.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuorumTest {
  private static final Instant NOON = Instant.parse("2026-11-27T12:00:00Z");

  /**
   * Regions by letter: U(p), G (degraded), D(own), ~ (flapping), ? (unknown); small letters are
   * stale and were that before: u, g, d, and x, of which nothing was known.
   */
  @ParameterizedTest
  @CsvSource({
    "'', UNKNOWN",
    // One region.
    "U, UP",
    "G, UP",
    "D, DOWN",
    "~, REGIONAL",
    "?, UNKNOWN",
    "u, UNKNOWN",
    "d, UNKNOWN",
    // More say down than do not.
    "UU, UP",
    "DD, DOWN",
    "UD, REGIONAL",
    "UUD, REGIONAL",
    "UDD, DOWN",
    "UUDD, REGIONAL",
    "GDD, DOWN",
    "GGD, REGIONAL",
    "G~, REGIONAL",
    "~DD, DOWN",
    "~~D, REGIONAL",
    "UDDDD, DOWN",
    // What works everywhere is up, however slowly and wherever.
    "GG, UP",
    "UG, UP",
    "UUG, UP",
    "UGG, UP",
    "Gg, UP",
    "~~, REGIONAL",
    "U~, REGIONAL",
    // Silence alone takes nothing down, keeps nothing there and repairs nothing.
    "Uu, UP",
    "Ud, REGIONAL",
    "Gd, REGIONAL",
    "Ug, UP",
    "Du, REGIONAL",
    "Duu, REGIONAL",
    "DDuu, REGIONAL",
    "DDu, DOWN",
    "Dg, REGIONAL",
    "DDDuu, DOWN",
    "Dd, DOWN",
    "Ddd, DOWN",
    "Udd, REGIONAL",
    "Dx, DOWN",
    "D?, DOWN",
    "U?, UP",
    "uu, UNKNOWN",
    "dd, UNKNOWN",
    "u?, UNKNOWN"
  })
  void freshRegionsDecide(String regions, TargetState state) {
    assertThat(Quorum.of(cells(regions)).state()).isEqualTo(state);
  }

  @Test
  void silenceOfOneRegionAfterTheOtherNeverMakesATargetDown() {
    for (String regions : List.of("UUD", "UuD", "uuD", "uud")) {
      assertThat(Quorum.of(cells(regions)).state()).isNotEqualTo(TargetState.DOWN);
    }
  }

  @Test
  void theRegionsInTroubleAreNamedAndTheirCommonestCause() {
    Map<String, Cell> cells = new TreeMap<>();
    cells.put("a", cell(State.UP, "x.x"));
    cells.put("b", cell(State.DOWN, "dns.timeout"));
    cells.put("c", cell(State.DOWN, "tls.expired"));
    cells.put("d", cell(State.DOWN, "tls.expired"));
    cells.put("e", cell(State.DEGRADED, "http.rate-limited"));
    cells.put("f", new Cell(State.STALE, State.DOWN, new Trouble("tcp.refused", "", "")));
    cells.put("g", new Cell(State.STALE, State.UP, Trouble.NONE));

    Quorum quorum = Quorum.of(cells);

    assertThat(quorum.regions()).containsExactly("b", "c", "d", "f");
    assertThat(quorum.trouble().cause()).isEqualTo("tls.expired");
  }

  @Test
  void ofEquallyCommonCausesTheFirstRegionsIsTold() {
    Map<String, Cell> cells =
        Map.of("b", cell(State.DOWN, "dns.timeout"), "a", cell(State.DOWN, "tcp.refused"));

    assertThat(Quorum.of(cells).trouble().cause()).isEqualTo("tcp.refused");
  }

  /** The checks of one cell, and what they make together. */
  @ParameterizedTest
  @CsvSource({
    "'', UNKNOWN",
    "U, UP",
    "UD, DOWN",
    "G~, FLAPPING",
    "UG, DEGRADED",
    "U?, UP",
    "Uu, UP",
    "Ux, UP",
    "Gu, DEGRADED",
    "D?, DOWN",
    "Du, DOWN",
    "Dd, DOWN",
    "~g, FLAPPING",
    // Silence makes nothing better.
    "Ud, STALE",
    "Gd, STALE",
    "~d, STALE",
    "Ug, STALE",
    "u?, STALE",
    "x?, STALE",
    "ud, STALE",
    "??, UNKNOWN"
  })
  void aCellIsAsItsWorstCheckThatIsKnown(String checks, State state) {
    List<CheckHealth> health = new ArrayList<>();
    cells(checks).values().forEach(cell -> health.add(check(cell)));

    assertThat(Cell.of(health).state()).isEqualTo(state);
  }

  @Test
  void aStaleCellKnowsTheWorstItWas() {
    List<CheckHealth> checks =
        List.of(
            check(new Cell(State.STALE, State.UP, Trouble.NONE)),
            check(new Cell(State.STALE, State.DOWN, Trouble.NONE)));

    assertThat(Cell.of(checks).lastKnown()).isEqualTo(State.DOWN);
  }

  private static CheckHealth check(Cell cell) {
    return new CheckHealth(
        cell.state(),
        NOON,
        NOON,
        CheckHealth.Streaks.NONE,
        List.of(),
        cell.lastKnown(),
        cell.trouble(),
        null);
  }

  private static Cell cell(State state, String cause) {
    return new Cell(state, state, new Trouble(cause, cause, "target"));
  }

  private static Map<String, Cell> cells(String letters) {
    Map<String, Cell> cells = new TreeMap<>();
    for (int i = 0; i < letters.length(); i++) {
      cells.put("r" + i, cell(letters.charAt(i)));
    }
    return cells;
  }

  private static Cell cell(char letter) {
    State known =
        switch (Character.toUpperCase(letter)) {
          case 'U' -> State.UP;
          case 'G' -> State.DEGRADED;
          case 'D' -> State.DOWN;
          case '~' -> State.FLAPPING;
          default -> State.UNKNOWN;
        };
    return new Cell(Character.isLowerCase(letter) ? State.STALE : known, known, Trouble.NONE);
  }
}
