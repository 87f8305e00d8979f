package dev.modmedic.region.jdbc;

import dev.modmedic.database.Columns;
import dev.modmedic.database.JsonColumn;
import dev.modmedic.probe.ProbeKind;
import dev.modmedic.probe.Target;
import dev.modmedic.probe.TargetType;
import dev.modmedic.region.TargetWire;
import dev.modmedic.region.Watch;
import java.net.URI;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/** A row of the table of targets. */
final class TargetRow {
  static final String COLUMNS =
      """
      t.id, t.name, t.type, t.url, t.kinds, t.regions, t.interval_ms, t.settings, t.paused,
      t.created_at, t.updated_at, t.version
      """;

  private static final String INSERT =
      """
      insert into target (
        workspace, id, name, type, url, kinds, regions, interval_ms, settings, paused,
        created_at, updated_at, version)
      values (?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?, ?, ?, ?)
      on conflict (workspace, name) do nothing
      """;

  private static final String UPDATE =
      """
      update target
      set name = ?, type = ?, url = ?, kinds = ?, regions = ?, interval_ms = ?,
        settings = ?::jsonb, paused = ?, updated_at = ?, version = ?
      where workspace = ? and id = ?
      """;

  private TargetRow() {}

  /** False if another target has the name. */
  static boolean insert(Connection connection, String workspace, Watch watch) throws SQLException {
    Target target = watch.target();
    return Statements.update(
            connection,
            INSERT,
            workspace,
            target.id(),
            target.name(),
            target.type().word(),
            target.url().toString(),
            kinds(watch),
            watch.regions(),
            watch.interval(),
            Statements.json(TargetWire.writeSettings(target.settings())),
            watch.paused(),
            watch.createdAt(),
            watch.updatedAt(),
            watch.version())
        == 1;
  }

  static void update(Connection connection, String workspace, Watch watch) throws SQLException {
    Target target = watch.target();
    Statements.update(
        connection,
        UPDATE,
        target.name(),
        target.type().word(),
        target.url().toString(),
        kinds(watch),
        watch.regions(),
        watch.interval(),
        Statements.json(TargetWire.writeSettings(target.settings())),
        watch.paused(),
        watch.updatedAt(),
        watch.version(),
        workspace,
        target.id());
  }

  private static List<String> kinds(Watch watch) {
    return watch.kinds().stream().map(ProbeKind::word).toList();
  }

  static Watch watch(ResultSet row) throws SQLException {
    return new Watch(
        target(row),
        Columns.texts(row, "kinds").stream().map(TargetRow::kind).toList(),
        Columns.texts(row, "regions"),
        Duration.ofMillis(row.getLong("interval_ms")),
        row.getBoolean("paused"),
        Columns.instant(row, "created_at"),
        Columns.instant(row, "updated_at"),
        row.getLong("version"));
  }

  /** From the columns id, name, type, url and settings. */
  static Target target(ResultSet row) throws SQLException {
    return target(row, "id");
  }

  static Target target(ResultSet row, String id) throws SQLException {
    return new Target(
        Columns.uuid(row, id),
        row.getString("name"),
        TargetType.of(row.getString("type")).orElseThrow(),
        URI.create(row.getString("url")),
        TargetWire.readSettings(JsonColumn.read(row.getString("settings"))));
  }

  static ProbeKind kind(String word) {
    return ProbeKind.of(word).orElseThrow();
  }
}
