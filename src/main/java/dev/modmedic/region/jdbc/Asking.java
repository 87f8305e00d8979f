package dev.modmedic.region.jdbc;

import dev.modmedic.database.Columns;
import dev.modmedic.database.Once;
import dev.modmedic.probe.ProbeKind;
import dev.modmedic.region.RunKey;
import dev.modmedic.region.RunQueue.Asked;
import dev.modmedic.region.RunQueue.Wish;
import dev.modmedic.region.Schedule;
import dev.modmedic.request.Made;
import dev.modmedic.request.RequestKey;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Makes rows of runs that somebody asked for, within the caller's transaction. */
record Asking(Connection connection, String workspace, Instant now) {
  private static final String ASSIGNMENTS =
      """
      select a.id, a.kind, a.interval_ms, coalesce(r.via, r.name) as prober
      from assignment a
      join region r on r.workspace = a.workspace and r.name = a.region
      where a.workspace = ? and a.target_id = ? and a.region = ? and a.ended_at is null
        and (?::text is null or a.kind = ?)
      order by a.kind
      for share of a
      """;

  private static final String COUNT =
      "select count(*) from probe_run where workspace = ? and region = ? and requested";

  private static final String INSERT =
      """
      insert into probe_run (workspace, assignment_id, due, region, requested)
      values (?, ?, ?, ?, true)
      on conflict (workspace, assignment_id, due) do nothing
      """;

  /** An assignment in force. */
  private record Slot(UUID id, ProbeKind kind, Duration interval, String prober) {
    static Slot of(ResultSet row) throws SQLException {
      return new Slot(
          Columns.uuid(row, "id"),
          TargetRow.kind(row.getString("kind")),
          Duration.ofMillis(row.getLong("interval_ms")),
          row.getString("prober"));
    }
  }

  /** Asks, unless that was done under the key; empty if too many wait already. */
  Optional<Made<List<Asked>>> once(@Nullable RequestKey key, Wish wish, int most)
      throws SQLException {
    return new Once(connection, workspace, key, now)
        .make(
            earlier -> Optional.of(Optional.of(new Made<>(read(earlier), true))),
            () -> ask(wish, most).map(asked -> new Made<>(asked, false)),
            made -> made.map(Made::value).filter(asked -> !asked.isEmpty()).map(Asking::write));
  }

  /** Rows of runs are gone once they are done, so what was asked for is remembered itself. */
  private static String write(List<Asked> asked) {
    return asked.stream()
        .map(one -> one.key().assignment() + " " + one.key().due() + " " + one.kind().word())
        .collect(Collectors.joining("\n"));
  }

  private static List<Asked> read(String text) {
    return text.lines()
        .map(line -> line.split(" ", 3))
        .map(part ->
            new Asked(
                new RunKey(UUID.fromString(part[0]), Instant.parse(part[1])),
                TargetRow.kind(part[2])))
        .toList();
  }

  private Optional<List<Asked>> ask(Wish wish, int most) throws SQLException {
    @Nullable String word = wish.kind() == null ? null : wish.kind().word();
    List<Slot> slots =
        Statements.list(
            connection, ASSIGNMENTS, Slot::of, workspace, wish.target(), wish.region(), word, word);
    if (slots.isEmpty()) {
      return Optional.of(List.of());
    }
    int waiting =
        Statements.first(
                connection, COUNT, row -> row.getInt(1), workspace, slots.getFirst().prober())
            .orElse(0);
    if (waiting + slots.size() > most) {
      return Optional.empty();
    }
    List<Asked> asked = new ArrayList<>();
    for (Slot slot : slots) {
      asked.add(new Asked(insert(slot), slot.kind()));
    }
    return Optional.of(asked);
  }

  /** Due now, or as many milliseconds later as are taken by other runs. */
  private RunKey insert(Slot slot) throws SQLException {
    Schedule schedule = Schedule.of(slot.id(), slot.interval());
    Instant due = now.truncatedTo(ChronoUnit.MILLIS);
    while (schedule.isDue(due)
        || Statements.update(connection, INSERT, workspace, slot.id(), due, slot.prober()) == 0) {
      due = due.plusMillis(1);
    }
    return new RunKey(slot.id(), due);
  }
}
