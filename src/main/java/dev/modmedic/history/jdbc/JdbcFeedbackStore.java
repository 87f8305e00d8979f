package dev.modmedic.history.jdbc;

import dev.modmedic.database.Once;
import dev.modmedic.database.Transactions;
import dev.modmedic.history.Feedback;
import dev.modmedic.history.FeedbackStore;
import dev.modmedic.history.StoreUnavailable;
import dev.modmedic.request.Made;
import dev.modmedic.request.RequestKey;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

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

  private static final String FIND =
      "select "
          + FeedbackRow.COLUMNS
          + """
          from feedback f
          where f.workspace = ? and f.id = ?
          """;

  private final Transactions transactions;

  JdbcFeedbackStore(DataSource dataSource) {
    this.transactions = new Transactions(dataSource, StoreUnavailable::new);
  }

  @Override
  public Optional<Made<Feedback>> save(Feedback feedback, @Nullable RequestKey key) {
    Feedback kept = FeedbackRow.redacted(feedback);
    String workspace = kept.workspace();
    return transactions.runDurably(connection ->
        new Once(connection, workspace, key, kept.createdAt())
            .<Optional<Made<Feedback>>>make(
                id ->
                    find(connection, workspace, UUID.fromString(id))
                        .map(earlier -> Optional.of(new Made<>(earlier, true))),
                () ->
                    insert(connection, kept)
                        ? Optional.of(new Made<>(kept, false))
                        : Optional.empty(),
                made -> made.map(one -> one.value().id().toString())));
  }

  private static boolean insert(Connection connection, Feedback feedback) throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(FeedbackRow.INSERT)) {
      new FeedbackRow(feedback).bind(insert);
      return insert.executeUpdate() == 1;
    }
  }

  private static Optional<Feedback> find(Connection connection, String workspace, UUID id)
      throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(FIND)) {
      select.setString(1, workspace);
      select.setObject(2, id);
      try (ResultSet found = select.executeQuery()) {
        return found.next() ? Optional.of(FeedbackRow.of(found).feedback()) : Optional.empty();
      }
    }
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
