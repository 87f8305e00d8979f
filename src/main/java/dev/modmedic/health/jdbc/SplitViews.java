package dev.modmedic.health.jdbc;

import dev.modmedic.database.Binding;
import dev.modmedic.database.Columns;
import dev.modmedic.health.Judge;
import dev.modmedic.health.Transition;
import dev.modmedic.probe.SplitView;
import dev.modmedic.probe.SplitView.Contradiction;
import dev.modmedic.probe.SplitView.Head;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;

/** Remembers the trees that checksum databases show to each region, and tells if they differ. */
record SplitViews(Connection connection, String workspace) {
  private static final String REMEMBER =
      """
      insert into sumdb_head (workspace, database, size, hash, region, target_id, seen_at)
      select r.workspace, r.detail #>> '{facts,sumdb.name}',
        (r.detail #>> '{facts,sumdb.size}')::bigint, r.detail #>> '{facts,sumdb.hash}', r.region,
        r.target_id, min(r.due)
      from probe_result r
      where r.workspace = ? and r.assignment_id = ? and r.due >= ?
        and r.kind in ('sumdb', 'goproxy') and r.detail #>> '{facts,sumdb.hash}' is not null
      group by 1, 2, 3, 4, 5, 6
      order by 1, 2, 3, 4, 5, 6
      on conflict do nothing
      """;

  private static final String SUSPECT =
      """
      select h.database, h.size, h.hash, h.region, h.target_id, t.state
      from sumdb_head h
      join health_target t on t.workspace = h.workspace and t.target_id = h.target_id
      where h.workspace = ? and (h.database, h.size) in (
        select o.database, o.size
        from sumdb_head o
        where o.workspace = ? and not exists (
          select from sumdb_split s
          where s.workspace = o.workspace and s.database = o.database and s.size = o.size)
        group by o.database, o.size
        having count(distinct o.hash) > 1)
      order by h.database, h.size, h.hash, h.region, h.target_id
      """;

  private static final String TOLD =
      """
      insert into sumdb_split (workspace, database, size, noticed_at)
      values (?, ?, ?, ?)
      on conflict do nothing
      """;

  /**
   * Remembers what new results saw.
   *
   * @param since of the new results, by assignment
   */
  void remember(Map<UUID, Instant> since) throws SQLException {
    try (Binding insert = Binding.of(connection, REMEMBER)) {
      for (Map.Entry<UUID, Instant> entry : new TreeMap<>(since).entrySet()) {
        insert.with(workspace).with(entry.getKey()).with(entry.getValue()).addBatch();
      }
      insert.executeBatch();
    }
  }

  /** Tells every contradiction that was not told yet; gives how many there were. */
  int tell(Judge judge, Instant now) throws SQLException {
    List<Seen> seen = suspect();
    List<Contradiction> contradictions =
        SplitView.contradictions(seen.stream().map(Seen::head).toList());
    for (Contradiction contradiction : contradictions) {
      if (isNew(contradiction, now)) {
        new TransitionWriter(connection, workspace).write(notices(contradiction, seen, judge, now));
      }
    }
    return contradictions.size();
  }

  private boolean isNew(Contradiction contradiction, Instant now) throws SQLException {
    try (Binding insert = Binding.of(connection, TOLD)) {
      insert.with(workspace).with(contradiction.database()).with(contradiction.size());
      return insert.with(now).update() == 1;
    }
  }

  /** One for each target that showed one of the trees. */
  private static List<Transition> notices(
      Contradiction contradiction, List<Seen> seen, Judge judge, Instant now) {
    String message =
        "%s shows different trees of size %d: %s"
            .formatted(
                contradiction.database(),
                contradiction.size(),
                new TreeMap<>(contradiction.vantages())
                    .entrySet().stream()
                        .map(hash -> hash.getKey() + " to " + String.join(", ", hash.getValue()))
                        .collect(Collectors.joining("; ")));
    List<String> regions =
        contradiction.vantages().values().stream()
            .flatMap(List::stream)
            .distinct()
            .sorted()
            .toList();
    Map<UUID, String> states = new TreeMap<>();
    seen.stream()
        .filter(one -> one.head().database().equals(contradiction.database()))
        .filter(one -> one.head().size() == contradiction.size())
        .forEach(one -> states.put(one.target(), one.state()));
    return states.entrySet().stream()
        .map(target -> judge.splitView(target.getKey(), target.getValue(), regions, message, now))
        .toList();
  }

  private List<Seen> suspect() throws SQLException {
    List<Seen> seen = new ArrayList<>();
    try (Binding select = Binding.of(connection, SUSPECT)) {
      try (ResultSet row = select.with(workspace).with(workspace).query()) {
        while (row.next()) {
          seen.add(
              new Seen(
                  new Head(
                      row.getString("database"),
                      row.getString("region"),
                      row.getLong("size"),
                      row.getString("hash")),
                  Columns.uuid(row, "target_id"),
                  row.getString("state")));
        }
      }
    }
    return seen;
  }

  /** A head, and the target that showed it, with that target's state. */
  private record Seen(Head head, UUID target, String state) {}
}
