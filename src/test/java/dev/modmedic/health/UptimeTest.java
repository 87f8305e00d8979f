package dev.modmedic.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.modmedic.health.Maintenance.Stretch;
import dev.modmedic.health.Uptime.Change;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UptimeTest {
  private static final Instant DAY = Instant.parse("2026-11-27T00:00:00Z");

  /** Changes as {@code hour:from>to}; the window is from 10 to 20 o'clock. */
  @ParameterizedTest
  @CsvSource({
    "'', up, '', 10, 0",
    "'', down, '', 10, 10",
    "'', unknown, '', 0, 0",
    "'', stale, '', 0, 0",
    "'', regional, '', 10, 0",
    "'', flapping, '', 10, 0",
    "12:up>down 14:down>up, up, '', 10, 2",
    "12:unknown>up, up, '', 8, 0",
    "12:up>stale 15:stale>up, up, '', 7, 0",
    "8:up>down 12:down>up, up, '', 10, 2",
    "18:up>down 22:down>up, up, '', 10, 2",
    // Maintenance counts neither as up nor as down; windows may overlap.
    "12:up>down 14:down>up, up, 12-14, 8, 0",
    "12:up>down 14:down>up, up, 13-15, 8, 1",
    "12:up>down 14:down>up, up, 11-13 12-14, 7, 0",
    "12:up>down 14:down>up, up, 9-30, 0, 0",
    "12:up>down 14:down>up, up, 1-2, 10, 2",
    // Recorded later, about a time that was taken for silence: it is right.
    "11:up>stale 10:stale>up 12:up>down 14:down>up, up, '', 10, 2"
  })
  void itIsTheTimeNotDownOutOfTheTimeKnown(
      String changes, String now, String maintenance, int known, int down) {
    Uptime uptime =
        Uptime.of(
            words(changes).stream().map(UptimeTest::change).toList(),
            now,
            hour("10"),
            hour("20"),
            new Maintenance(words(maintenance).stream().map(UptimeTest::stretch).toList()));

    assertThat(uptime).isEqualTo(new Uptime(Duration.ofHours(known), Duration.ofHours(down)));
  }

  @Test
  void theShareIsOfKnownTime() {
    assertThat(new Uptime(Duration.ofHours(10), Duration.ofHours(1)).share().orElseThrow())
        .isEqualTo(0.9, within(1e-9));
    assertThat(Uptime.NONE.share()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "HOUR, 5m 11:20-12:20",
    "DAY, 1h -12:00-12:00 5m 12:00-12:20",
    "MONTH, 1d -720:00-0:00 1h 0:00-12:00 5m 12:00-12:20"
  })
  void aWindowIsMadeOfTheCoarsestFiguresThatFit(Window window, String parts) {
    Instant now = Instant.parse("2026-11-27T12:23:45Z");

    assertThat(window.parts(now).stream().map(UptimeTest::words).toList()).isEqualTo(pairs(parts));
  }

  private static String words(Window.Part part) {
    return part.resolution().word() + " " + clock(part.from()) + "-" + clock(part.until());
  }

  private static String clock(Instant at) {
    Duration since = Duration.between(DAY, at);
    return "%d:%02d".formatted(since.toMinutes() / 60, Math.abs(since.toMinutes() % 60));
  }

  private static List<String> pairs(String parts) {
    List<String> words = words(parts);
    return java.util.stream.IntStream.range(0, words.size() / 2)
        .mapToObj(i -> words.get(2 * i) + " " + words.get(2 * i + 1))
        .toList();
  }

  @Test
  void countsKnowSharesOnlyOfSomething() {
    Counts counts =
        Counts.NONE
            .plus(RunOutcome.PASSED, false, 10)
            .plus(RunOutcome.DEGRADED, true, 10)
            .plus(RunOutcome.FAILED, true, 0)
            .plus(RunOutcome.PASSED, false, 10)
            .plus(RunOutcome.OFFLINE, true, 0)
            .plus(RunOutcome.MISSED, false, 0);

    assertThat(counts.reachability()).hasValue(0.5);
    assertThat(counts.coverage().orElseThrow()).isEqualTo(4.0 / 6, within(1e-9));
    assertThat(counts.bytes()).isEqualTo(30);
    assertThat(Counts.NONE.reachability()).isEmpty();
    assertThat(Counts.NONE.coverage()).isEmpty();
  }

  private static List<String> words(String text) {
    return text.isEmpty() ? List.of() : List.of(text.split(" "));
  }

  private static Change change(String word) {
    String[] parts = word.split("[:>]");
    return new Change(hour(parts[0]), parts[1], parts[2]);
  }

  private static Stretch stretch(String word) {
    String[] parts = word.split("-");
    return new Stretch(null, hour(parts[0]), hour(parts[1]));
  }

  private static Instant hour(String hour) {
    return DAY.plus(Duration.ofHours(Integer.parseInt(hour)));
  }
}
