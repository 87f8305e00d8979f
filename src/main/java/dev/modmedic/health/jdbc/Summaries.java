package dev.modmedic.health.jdbc;

import dev.modmedic.database.Binding;
import dev.modmedic.database.Columns;
import dev.modmedic.database.Transactions;
import dev.modmedic.health.Window;
import dev.modmedic.history.StoreUnavailable;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;

/** Computes ahead what the matrix shows, target by target, once it is too old. */
final class Summaries {
  private static final String DUE =
      """
      select t.workspace, t.id
      from target t
      left join health_uptime u
        on u.workspace = t.workspace and u.target_id = t.id and u.region = '' and u."window" = ?
      where u.computed_at is null or u.computed_at <= ?
      order by t.workspace, t.id
      """;

  private final Transactions transactions;
  private final Clock clock;

  Summaries(DataSource dataSource, Clock clock) {
    this.transactions = new Transactions(dataSource, StoreUnavailable::new);
    this.clock = clock;
  }

  /** Gives how many targets were computed, each window counted. */
  int run() {
    int computed = 0;
    for (Window window : Window.values()) {
      Instant now = clock.instant();
      for (Subject subject : transactions.run(connection -> due(connection, window, now))) {
        transactions.run(connection -> {
          new SummaryWriter(connection, subject.workspace(), subject.target(), window).write(now);
          return subject;
        });
        computed++;
      }
    }
    return computed;
  }

  private static List<Subject> due(Connection connection, Window window, Instant now)
      throws SQLException {
    List<Subject> due = new ArrayList<>();
    try (Binding select = Binding.of(connection, DUE)) {
      select.with(window.word()).with(now.minus(window.refresh()));
      try (ResultSet row = select.query()) {
        while (row.next()) {
          due.add(new Subject(row.getString("workspace"), Columns.uuid(row, "id")));
        }
      }
    }
    return due;
  }

  private record Subject(String workspace, UUID target) {}
}
