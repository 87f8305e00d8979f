package dev.modmedic.health.jdbc;

import dev.modmedic.database.Binding;
import dev.modmedic.database.Transactions;
import dev.modmedic.health.Announcement;
import dev.modmedic.health.AnnouncementStore;
import dev.modmedic.history.StoreUnavailable;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;

/** Reads changes in the order in which they were told. */
@Singleton
@Requires(beans = DataSource.class)
final class JdbcAnnouncementStore implements AnnouncementStore {
  private static final String LAST =
      "select coalesce(max(position), 0) from health_event where workspace = ?";

  private static final String AFTER =
      "select e.position, "
          + AnnouncementRow.COLUMNS
          + """
          from health_event e
          join health_transition t on t.workspace = e.workspace and t.id = e.transition_id
          left join target g on g.workspace = t.workspace and g.id = t.target_id
          where e.workspace = ? and e.position > ?
          order by e.position
          limit ?
          """;

  private static final String POSITION =
      """
      select coalesce(
        (select position from health_event where workspace = ? and transition_id = ?),
        (select max(position) from health_event where workspace = ? and transition_id < ?),
        0)
      """;

  private final Transactions transactions;

  JdbcAnnouncementStore(DataSource dataSource) {
    this.transactions = new Transactions(dataSource, StoreUnavailable::new);
  }

  @Override
  public long last(String workspace) {
    return transactions.run(connection -> {
      try (Binding last = Binding.of(connection, LAST)) {
        return last.with(workspace).rows(row -> row.getLong(1)).getFirst();
      }
    });
  }

  @Override
  public List<Announcement> after(String workspace, long position, int limit) {
    return transactions.run(connection -> {
      try (Binding after = Binding.of(connection, AFTER)) {
        return after
            .with(workspace)
            .with(position)
            .with(limit)
            .rows(row -> AnnouncementRow.read(row, row.getLong("position")));
      }
    });
  }

  @Override
  public long positionOf(String workspace, UUID transition) {
    return transactions.run(connection -> {
      try (Binding position = Binding.of(connection, POSITION)) {
        return position
            .with(workspace)
            .with(transition)
            .with(workspace)
            .with(transition)
            .rows(row -> row.getLong(1))
            .getFirst();
      }
    });
  }
}
