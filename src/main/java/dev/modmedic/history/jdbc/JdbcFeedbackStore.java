package dev.modmedic.history.jdbc;

import dev.modmedic.database.Transactions;
import dev.modmedic.history.Feedback;
import dev.modmedic.history.FeedbackStore;
import dev.modmedic.history.StoreUnavailable;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;

/** Keeps feedback in PostgreSQL, beside its diagnosis. */
@Singleton
@Requires(beans = DataSource.class)
final class JdbcFeedbackStore implements FeedbackStore {
  private static final String SELECT =
      "select "
          + FeedbackRow.COLUMNS
          + """
          from feedback f
          where f.workspace = ? and f.diagnosis_id = ?
          order by f.created_at desc, f.id desc
          limit ?
          """;

  private final Transactions transactions;

  JdbcFeedbackStore(DataSource dataSource) {
    this.transactions = new Transactions(dataSource, StoreUnavailable::new);
  }

  @Override
  public Optional<Feedback> save(Feedback feedback) {
    Feedback kept = FeedbackRow.redacted(feedback);
    return transactions.runDurably(connection -> {
      try (PreparedStatement insert = connection.prepareStatement(FeedbackRow.INSERT)) {
        new FeedbackRow(kept).bind(insert);
        return insert.executeUpdate() == 1 ? Optional.of(kept) : Optional.empty();
      }
    });
  }

  @Override
  public List<Feedback> list(String workspace, UUID diagnosis, int limit) {
    return transactions.run(connection -> {
      try (PreparedStatement select = connection.prepareStatement(SELECT)) {
        select.setString(1, workspace);
        select.setObject(2, diagnosis);
        select.setInt(3, limit);
        List<Feedback> feedback = new ArrayList<>();
        try (ResultSet found = select.executeQuery()) {
          while (found.next()) {
            feedback.add(FeedbackRow.of(found).feedback());
          }
        }
        return feedback;
      }
    });
  }
}
