package dev.modmedic.region.jdbc;

import dev.modmedic.database.Columns;
import dev.modmedic.database.Once;
import dev.modmedic.database.Transactions;
import dev.modmedic.history.StoreUnavailable;
import dev.modmedic.region.Region;
import dev.modmedic.region.RegionStore;
import dev.modmedic.request.RequestKey;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.net.URI;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Keeps regions in PostgreSQL. */
@Singleton
@Requires(beans = DataSource.class)
final class JdbcRegionStore implements RegionStore {
  private static final int MOST = 1_000;

  private static final String COLUMNS = "r.name, r.kind, r.title, r.via, r.egress_url";

  private static final String LIST =
      "select "
          + COLUMNS
          + """
           from region r
          where r.workspace = ?
          order by r.name
          limit ?
          """;

  private static final String STATUSES =
      "select "
          + COLUMNS
          + """
          , r.created_at,
            case when r.active_until > ? then r.active_agent end as active_agent,
            (select count(*) from agent g
              where g.workspace = r.workspace and g.region = r.name and g.revoked_at is null)
              as agents,
            (select max(g.last_seen_at) from agent g
              where g.workspace = r.workspace and g.region = r.name) as last_seen_at
          from region r
          where r.workspace = ?
          order by r.name
          limit ?
          """;

  private static final String LOCK =
      "select kind from region where workspace = ? and name = ? for update";

  /**
   * The version begins at the time of making, so that an agent that remembers a former region of
   * the same name cannot take its assignments for those of this one.
   */
  private static final String INSERT =
      """
      insert into region (
        workspace, name, kind, title, via, egress_url, assignments_version, created_at)
      values (?, ?, ?, ?, ?, ?, ?, ?)
      on conflict (workspace, name) do nothing
      """;

  private static final String HAS_TARGETS =
      "select 1 from target where workspace = ? and ? = any(regions) limit 1";

  private static final String HAS_AGENTS =
      "select 1 from agent where workspace = ? and region = ? and revoked_at is null limit 1";

  private static final String HAS_EGRESSES =
      "select 1 from region where workspace = ? and via = ? limit 1";

  private static final String DELETE_ASSIGNMENTS =
      "delete from assignment where workspace = ? and region = ?";

  private static final String DELETE_AGENTS =
      "delete from agent where workspace = ? and region = ?";

  private static final String DELETE = "delete from region where workspace = ? and name = ?";

  private final Transactions transactions;

  JdbcRegionStore(DataSource dataSource) {
    this.transactions = new Transactions(dataSource, StoreUnavailable::new);
  }

  @Override
  public List<Region> list(String workspace) {
    return transactions.run(
        connection -> Statements.list(connection, LIST, JdbcRegionStore::region, workspace, MOST));
  }

  @Override
  public List<Status> statuses(String workspace, Instant now) {
    return transactions.run(connection ->
        Statements.list(connection, STATUSES, JdbcRegionStore::status, now, workspace, MOST));
  }

  private static Status status(ResultSet row) throws SQLException {
    return new Status(
        region(row),
        Columns.instant(row, "created_at"),
        row.getInt("agents"),
        Columns.uuidOrNull(row, "active_agent"),
        Columns.instantOrNull(row, "last_seen_at"));
  }

  private static Region region(ResultSet row) throws SQLException {
    @Nullable String egress = row.getString("egress_url");
    return new Region(
        row.getString("name"),
        Region.Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
        row.getString("title"),
        row.getString("via"),
        egress == null ? null : URI.create(egress));
  }

  @Override
  public Creation create(String workspace, Region region, Instant at, @Nullable RequestKey key) {
    return transactions.runDurably(connection ->
        new Once(connection, workspace, key, at)
            .make(
                name -> kind(connection, workspace, name).map(kind -> Creation.REPEATED),
                () -> create(connection, workspace, region, at),
                made -> made == Creation.KEPT ? Optional.of(region.name()) : Optional.empty()));
  }

  private static Creation create(Connection connection, String workspace, Region region, Instant at)
      throws SQLException {
    String via = region.via();
    if (via != null
        && !kind(connection, workspace, via).map(k -> !k.equals("egress")).orElse(false)) {
      return Creation.VIA_UNFIT;
    }
    URI egress = region.egress();
    int made =
        Statements.update(
            connection,
            INSERT,
            workspace,
            region.name(),
            region.kind().word(),
            region.title(),
            via,
            egress == null ? null : egress.toString(),
            at.toEpochMilli(),
            at);
    return made == 1 ? Creation.KEPT : Creation.NAME_TAKEN;
  }

  private static Optional<String> kind(Connection connection, String workspace, String region)
      throws SQLException {
    return Statements.first(connection, LOCK, row -> row.getString("kind"), workspace, region);
  }

  @Override
  public Deletion delete(String workspace, String region) {
    return transactions.runDurably(connection -> {
      Optional<String> kind = kind(connection, workspace, region);
      if (kind.isEmpty()) {
        return Deletion.UNKNOWN;
      }
      if (kind.get().equals("local")) {
        return Deletion.BUILT_IN;
      }
      if (exists(connection, HAS_TARGETS, workspace, region)) {
        return Deletion.HAS_TARGETS;
      }
      if (exists(connection, HAS_AGENTS, workspace, region)) {
        return Deletion.HAS_AGENTS;
      }
      if (exists(connection, HAS_EGRESSES, workspace, region)) {
        return Deletion.HAS_EGRESSES;
      }
      Statements.update(connection, DELETE_ASSIGNMENTS, workspace, region);
      Statements.update(connection, DELETE_AGENTS, workspace, region);
      Statements.update(connection, DELETE, workspace, region);
      return Deletion.DELETED;
    });
  }

  private static boolean exists(Connection connection, String sql, String workspace, String region)
      throws SQLException {
    return Statements.first(connection, sql, row -> true, workspace, region).isPresent();
  }
}
