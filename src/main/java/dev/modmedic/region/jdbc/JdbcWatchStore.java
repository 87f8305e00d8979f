package dev.modmedic.region.jdbc;

import dev.modmedic.database.Columns;
import dev.modmedic.database.Once;
import dev.modmedic.database.Transactions;
import dev.modmedic.history.StoreUnavailable;
import dev.modmedic.region.AssignmentChange.InForce;
import dev.modmedic.region.SyncInterval;
import dev.modmedic.region.Watch;
import dev.modmedic.region.WatchStore;
import dev.modmedic.request.RequestKey;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Keeps watches in PostgreSQL, each change with its assignments in one transaction. */
@Singleton
@Requires(beans = DataSource.class)
final class JdbcWatchStore implements WatchStore {
  private static final String UNIQUE_VIOLATION = "23505";

  private static final String SELECT =
      "select " + TargetRow.COLUMNS + " from target t where t.workspace = ? and t.id = ?";

  private static final String LIST =
      "select "
          + TargetRow.COLUMNS
          + """
          from target t
          where t.workspace = ? and (?::text is null or t.name > ?)
          order by t.name
          limit ?
          """;

  private static final String PRESENT = "select id from target where workspace = ? and id = any(?)";

  private static final String DELETE = "delete from target where workspace = ? and id = ?";

  private final Transactions transactions;
  private final Supplier<UUID> ids;
  private final SyncInterval sync;

  JdbcWatchStore(DataSource dataSource, Supplier<UUID> ids, SyncInterval sync) {
    this.transactions = new Transactions(dataSource, StoreUnavailable::new);
    this.ids = ids;
    this.sync = sync;
  }

  @Override
  public Outcome create(String workspace, Watch watch, @Nullable RequestKey key) {
    return transactions.runDurably(connection ->
        new Once(connection, workspace, key, watch.createdAt())
            .<Outcome>make(
                id ->
                    find(connection, SELECT, workspace, UUID.fromString(id))
                        .map(Outcome.Repeated::new),
                () -> create(connection, workspace, watch),
                made ->
                    made instanceof Outcome.Kept(Watch kept)
                        ? Optional.of(kept.id().toString())
                        : Optional.empty()));
  }

  private Outcome create(Connection connection, String workspace, Watch watch) throws SQLException {
    AssignmentRows rows = new AssignmentRows(connection, workspace, ids, sync);
    Map<String, String> probers = rows.probers(watch.regions());
    if (probers.size() < watch.regions().size()) {
      return new Outcome.RegionGone();
    }
    if (!TargetRow.insert(connection, workspace, watch)) {
      return new Outcome.NameTaken();
    }
    rows.apply(watch, List.of(), probers);
    rows.bump(probers.values());
    return new Outcome.Kept(watch);
  }

  /** Rolls back what was done before a name turned out to be taken. */
  private static final class NameInUse extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  @Override
  public Outcome replace(String workspace, Watch changed) {
    try {
      return transactions.runDurably(connection -> replace(connection, workspace, changed));
    } catch (NameInUse e) {
      return new Outcome.NameTaken();
    }
  }

  private Outcome replace(Connection connection, String workspace, Watch changed)
      throws SQLException {
    Optional<Watch> found = lock(connection, workspace, changed.id());
    if (found.isEmpty()) {
      return new Outcome.Unknown();
    }
    if (found.get().version() != changed.version() - 1) {
      return new Outcome.Outdated(found.get().version());
    }
    AssignmentRows rows = new AssignmentRows(connection, workspace, ids, sync);
    Map<String, String> probers = rows.probers(changed.regions());
    if (probers.size() < changed.regions().size()) {
      return new Outcome.RegionGone();
    }
    update(connection, workspace, changed);
    List<InForce> present = rows.inForce(changed.id());
    Set<String> concerned = new HashSet<>(probers.values());
    concerned.addAll(rows.probers(regions(present)).values());
    rows.apply(changed, present, probers);
    rows.bump(concerned);
    return new Outcome.Kept(changed);
  }

  private static void update(Connection connection, String workspace, Watch changed)
      throws SQLException {
    try {
      TargetRow.update(connection, workspace, changed);
    } catch (SQLException e) {
      if (UNIQUE_VIOLATION.equals(e.getSQLState())) {
        throw new NameInUse();
      }
      throw e;
    }
  }

  @Override
  public Outcome delete(String workspace, UUID target, @Nullable Long version) {
    return transactions.runDurably(connection -> {
      Optional<Watch> found = lock(connection, workspace, target);
      if (found.isEmpty()) {
        return new Outcome.Unknown();
      }
      if (version != null && version != found.get().version()) {
        return new Outcome.Outdated(found.get().version());
      }
      AssignmentRows rows = new AssignmentRows(connection, workspace, ids, sync);
      Collection<String> probers = rows.probers(regions(rows.inForce(target))).values();
      Statements.update(connection, DELETE, workspace, target);
      rows.bump(probers);
      return new Outcome.Kept(found.get());
    });
  }

  private static Set<String> regions(List<InForce> present) {
    Set<String> regions = new HashSet<>();
    present.forEach(one -> regions.add(one.slot().region()));
    return regions;
  }

  private static Optional<Watch> lock(Connection connection, String workspace, UUID target)
      throws SQLException {
    return find(connection, SELECT + " for update", workspace, target);
  }

  private static Optional<Watch> find(
      Connection connection, String sql, String workspace, UUID target) throws SQLException {
    return Statements.first(connection, sql, TargetRow::watch, workspace, target);
  }

  @Override
  public Optional<Watch> find(String workspace, UUID target) {
    return transactions.run(connection -> find(connection, SELECT, workspace, target));
  }

  @Override
  public Set<UUID> missing(String workspace, Set<UUID> targets) {
    return transactions.run(connection -> {
      Set<UUID> missing = new HashSet<>(targets);
      Statements.list(
              connection,
              PRESENT,
              row -> Columns.uuid(row, "id"),
              workspace,
              new Statements.Ids(List.copyOf(targets)))
          .forEach(missing::remove);
      return missing;
    });
  }

  @Override
  public List<Watch> list(String workspace, @Nullable String after, int limit) {
    return transactions.run(connection ->
        Statements.list(connection, LIST, TargetRow::watch, workspace, after, after, limit));
  }
}
