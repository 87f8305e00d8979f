package dev.modmedic.health.jdbc;

import dev.modmedic.database.Binding;
import dev.modmedic.database.Columns;
import dev.modmedic.health.HealthMatrix;
import dev.modmedic.health.HealthMatrix.Kind;
import dev.modmedic.health.HealthMatrix.Row;
import dev.modmedic.health.HealthMatrix.Spot;
import dev.modmedic.health.State;
import dev.modmedic.health.TargetState;
import dev.modmedic.health.Trouble;
import dev.modmedic.health.Uptime;
import dev.modmedic.health.Window;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Puts the matrix together from what was computed ahead: no figure is added up here. */
record MatrixReader(
    Connection connection,
    String workspace,
    Window window,
    @Nullable UUID target,
    @Nullable String region) {
  /** More targets than one page of anything can show. */
  private static final int LIMIT = 2_000;

  private static final String TARGETS =
      """
      select t.id, t.name, t.type, t.url, t.kinds, t.regions, t.paused, h.state, h.since,
        u.known_ms, u.down_ms, u.computed_at
      from target t
      left join health_target h on h.workspace = t.workspace and h.target_id = t.id
      left join health_uptime u
        on u.workspace = t.workspace and u.target_id = t.id and u.region = '' and u."window" = ?
      where t.workspace = ? and (?::uuid is null or t.id = ?)
      order by t.name
      limit ?
      """;

  private static final String SPOTS =
      """
      select h.target_id, h.region, h.state, h.since, h.cause, h.message, h.source, u.known_ms,
        u.down_ms
      from health_region h
      left join health_uptime u
        on u.workspace = h.workspace and u.target_id = h.target_id and u.region = h.region
        and u."window" = ?
      where h.workspace = ? and (?::uuid is null or h.target_id = ?)
        and (?::text is null or h.region = ?)
      """;

  private static final String MAINTENANCE =
      """
      select target_id, region
      from maintenance_window
      where workspace = ? and starts_at <= ? and ends_at > ?
      """;

  HealthMatrix read(Instant now) throws SQLException {
    Map<Place, Spot> spots = spots();
    Map<Place, List<Kind>> kinds =
        new KindReader(connection, workspace, window, target, region).read();
    List<Open> open = open(now);
    List<Row> rows = new ArrayList<>();
    try (Binding select = Binding.of(connection, TARGETS)) {
      select.with(window.word()).with(workspace).id(target).id(target).with(LIMIT);
      try (ResultSet row = select.query()) {
        while (row.next()) {
          rows.add(row(row, spots, kinds, open));
        }
      }
    }
    return new HealthMatrix(window, rows);
  }

  private Row row(
      ResultSet row, Map<Place, Spot> spots, Map<Place, List<Kind>> kinds, List<Open> open)
      throws SQLException {
    UUID id = Columns.uuid(row, "id");
    List<String> order = List.of((String[]) row.getArray("kinds").getArray());
    List<Spot> regions = new ArrayList<>();
    for (String name : names(row)) {
      Place place = new Place(id, name);
      Spot spot = spots.getOrDefault(place, unknown(name));
      boolean maintenance = open.stream().anyMatch(one -> one.covers(place));
      regions.add(full(spot, maintenance, kinds.getOrDefault(place, List.of()), order));
    }
    @Nullable String state = row.getString("state");
    return new Row(
        id,
        row.getString("name"),
        row.getString("type"),
        row.getString("url"),
        row.getBoolean("paused"),
        state == null ? TargetState.UNKNOWN : TargetState.of(state),
        Columns.instantOrNull(row, "since"),
        uptime(row),
        Columns.instantOrNull(row, "computed_at"),
        regions);
  }

  private List<String> names(ResultSet row) throws SQLException {
    return Arrays.stream((String[]) row.getArray("regions").getArray())
        .filter(name -> region == null || region.equals(name))
        .sorted()
        .distinct()
        .toList();
  }

  private static Spot full(Spot spot, boolean maintenance, List<Kind> kinds, List<String> order) {
    return new Spot(
        spot.region(),
        spot.state(),
        spot.since(),
        spot.trouble(),
        maintenance,
        spot.uptime(),
        kinds.stream()
            .sorted(Comparator.comparingInt((Kind kind) -> place(order, kind.kind())))
            .toList());
  }

  private static int place(List<String> order, String kind) {
    int place = order.indexOf(kind);
    return place < 0 ? order.size() : place;
  }

  private static Spot unknown(String region) {
    return new Spot(region, State.UNKNOWN, null, Trouble.NONE, false, Uptime.NONE, List.of());
  }

  private Map<Place, Spot> spots() throws SQLException {
    Map<Place, Spot> spots = new HashMap<>();
    try (Binding select = Binding.of(connection, SPOTS)) {
      select.with(window.word()).with(workspace).id(target).id(target).text(region).text(region);
      try (ResultSet row = select.query()) {
        while (row.next()) {
          String name = row.getString("region");
          spots.put(new Place(Columns.uuid(row, "target_id"), name), spot(row, name));
        }
      }
    }
    return spots;
  }

  private static Spot spot(ResultSet row, String name) throws SQLException {
    return new Spot(
        name,
        State.of(row.getString("state")),
        Columns.instant(row, "since"),
        new Trouble(row.getString("cause"), row.getString("message"), row.getString("source")),
        false,
        uptime(row),
        List.of());
  }

  private static Uptime uptime(ResultSet row) throws SQLException {
    return new Uptime(
        Duration.ofMillis(row.getLong("known_ms")), Duration.ofMillis(row.getLong("down_ms")));
  }

  private List<Open> open(Instant now) throws SQLException {
    List<Open> open = new ArrayList<>();
    try (Binding select = Binding.of(connection, MAINTENANCE)) {
      try (ResultSet row = select.with(workspace).with(now).with(now).query()) {
        while (row.next()) {
          open.add(new Open(Columns.uuid(row, "target_id"), row.getString("region")));
        }
      }
    }
    return open;
  }

  /** A cell. */
  record Place(UUID target, String region) {}

  /** A maintenance window that is open; null for all. */
  private record Open(@Nullable UUID target, @Nullable String region) {
    boolean covers(Place place) {
      return (target == null || Objects.equals(target, place.target()))
          && (region == null || Objects.equals(region, place.region()));
    }
  }
}
