package dev.modmedic.region.jdbc;

import dev.modmedic.database.Columns;
import dev.modmedic.region.AssignmentChange;
import dev.modmedic.region.AssignmentChange.InForce;
import dev.modmedic.region.AssignmentChange.Slot;
import dev.modmedic.region.Region;
import dev.modmedic.region.Schedule;
import dev.modmedic.region.SyncInterval;
import dev.modmedic.region.Watch;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Supplier;

/** Keeps the assignments of a target what its watch says, within the caller's transaction. */
final class AssignmentRows {
  /** Locked in one order by everybody; a region is not erased while targets begin to name it. */
  private static final String LOCK_REGIONS =
      """
      select name, coalesce(via, name) as prober
      from region
      where workspace = ? and name = any(?)
      order by name
      for no key update
      """;

  private static final String BUMP =
      """
      with locked as (
        select name from region where workspace = ? and name = any(?) order by name
        for no key update)
      update region r
      set assignments_version = r.assignments_version + 1
      from locked l
      where r.workspace = ? and r.name = l.name
      """;

  private static final String IN_FORCE =
      """
      select a.id, a.region, a.kind, a.interval_ms
      from assignment a
      where a.workspace = ? and a.target_id = ? and a.ended_at is null
      order by a.id
      for update
      """;

  private static final String END =
      """
      update assignment
      set ended_at = ?, next_due = null
      where workspace = ? and id = any(?)
      """;

  private static final String DROP_RUNS =
      """
      delete from probe_run
      where workspace = ? and assignment_id = any(?) and (due > ? or requested)
      """;

  private static final String INSERT =
      """
      insert into assignment (
        workspace, id, target_id, region, kind, interval_ms, created_at, next_due,
        accounted_until)
      values (?, ?, ?, ?, ?, ?, ?, ?, ?)
      """;

  private final Connection connection;
  private final String workspace;
  private final Supplier<UUID> ids;
  private final SyncInterval sync;

  /**
   * @param sync runs due before an agent could have heard of them are nobody's fault
   */
  AssignmentRows(Connection connection, String workspace, Supplier<UUID> ids, SyncInterval sync) {
    this.connection = connection;
    this.workspace = workspace;
    this.ids = ids;
    this.sync = sync;
  }

  /** The regions that exist, each with the one whose probers work for it. */
  Map<String, String> probers(Collection<String> regions) throws SQLException {
    Map<String, String> probers = new LinkedHashMap<>();
    Statements.list(
            connection,
            LOCK_REGIONS,
            row -> Map.entry(row.getString("name"), row.getString("prober")),
            workspace,
            List.copyOf(regions))
        .forEach(pair -> probers.put(pair.getKey(), pair.getValue()));
    return probers;
  }

  List<InForce> inForce(UUID target) throws SQLException {
    return Statements.list(
        connection,
        IN_FORCE,
        row ->
            new InForce(
                Columns.uuid(row, "id"),
                new Slot(
                    row.getString("region"),
                    TargetRow.kind(row.getString("kind")),
                    Duration.ofMillis(row.getLong("interval_ms")))),
        workspace,
        target);
  }

  /** Ends and begins; the caller has locked the regions and read their probers. */
  void apply(Watch watch, List<InForce> present, Map<String, String> probers) throws SQLException {
    AssignmentChange change = AssignmentChange.between(present, watch);
    Instant at = watch.updatedAt();
    if (!change.ending().isEmpty()) {
      Statements.Ids ending = new Statements.Ids(change.ending());
      Statements.update(connection, END, at, workspace, ending);
      Statements.update(connection, DROP_RUNS, workspace, ending, at);
    }
    for (Slot slot : change.beginning()) {
      UUID id = ids.get();
      boolean local = Region.LOCAL.equals(probers.get(slot.region()));
      Statements.update(
          connection,
          INSERT,
          workspace,
          id,
          watch.id(),
          slot.region(),
          slot.kind().word(),
          slot.interval(),
          at,
          local ? Schedule.of(id, slot.interval()).after(at) : null,
          local ? at : at.plus(sync.length()));
    }
  }

  /** Lets the probers of regions know that there is a change. */
  void bump(Collection<String> probers) throws SQLException {
    List<String> names = List.copyOf(new TreeSet<>(probers));
    if (!names.isEmpty()) {
      Statements.update(connection, BUMP, workspace, names, workspace);
    }
  }
}
