package dev.modmedic.history.jdbc;

import dev.modmedic.database.Once;
import dev.modmedic.database.Transactions;
import dev.modmedic.diagnosis.Inquiry;
import dev.modmedic.evidence.Environment;
import dev.modmedic.evidence.LogText;
import dev.modmedic.history.DiagnosisFilter;
import dev.modmedic.history.DiagnosisPage;
import dev.modmedic.history.DiagnosisStore;
import dev.modmedic.history.StoreUnavailable;
import dev.modmedic.history.StoredDiagnosis;
import dev.modmedic.request.RequestKey;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Keeps diagnoses in PostgreSQL, each in one transaction. */
@Singleton
@Requires(beans = DataSource.class)
final class JdbcDiagnosisStore implements DiagnosisStore {
  private static final String SELECT_BY_ID =
      "select " + DiagnosisRow.COLUMNS + " from diagnosis d where d.workspace = ? and d.id = ?";

  private static final String SELECT_INPUT =
      """
      select i.log, i.environment, i.outcomes, i.probes,
        d.project, d.client, d.region, d.occurred_at, d.command, d.exit_code
      from diagnosis_input i
      join diagnosis d on d.workspace = i.workspace and d.id = i.diagnosis_id
      where i.workspace = ? and i.diagnosis_id = ?
      """;

  private static final String SELECT_PLACE =
      "select created_at from diagnosis where workspace = ? and id = ?";

  private static final String FORGET_KEYS =
      """
      delete from idempotency_key k
      where k.workspace = ?
        and k.resource in (
          select (?::uuid)::text
          union all
          select f.id::text from feedback f where f.workspace = ? and f.diagnosis_id = ?)
      """;

  private static final String DELETE = "delete from diagnosis where workspace = ? and id = ?";

  private final Transactions transactions;

  JdbcDiagnosisStore(DataSource dataSource) {
    this.transactions = new Transactions(dataSource, StoreUnavailable::new);
  }

  @Override
  public StoredDiagnosis save(StoredDiagnosis stored, Inquiry inquiry, @Nullable RequestKey key) {
    StoredDiagnosis kept = Redacted.of(stored);
    Keeping keeping = new Keeping(kept, Redacted.of(inquiry));
    return transactions.runDurably(connection ->
        new Once(connection, kept.workspace(), key, kept.createdAt())
            .make(
                id -> find(connection, kept.workspace(), UUID.fromString(id)),
                () -> {
                  keeping.write(connection);
                  return kept;
                },
                made -> Optional.of(made.id().toString())));
  }

  @Override
  public Optional<StoredDiagnosis> find(String workspace, RequestKey key) {
    return transactions.run(connection ->
        new Once(connection, workspace, key, Instant.EPOCH)
            .find(id -> find(connection, workspace, UUID.fromString(id))));
  }

  @Override
  public Optional<StoredDiagnosis> find(String workspace, UUID id) {
    return transactions.run(connection -> find(connection, workspace, id));
  }

  private static Optional<StoredDiagnosis> find(Connection connection, String workspace, UUID id)
      throws SQLException {
    try (PreparedStatement select = byId(connection, SELECT_BY_ID, workspace, id);
        ResultSet found = select.executeQuery()) {
      return found.next() ? Optional.of(DiagnosisRow.of(found).stored()) : Optional.empty();
    }
  }

  @Override
  public Optional<Inquiry> inquiry(String workspace, UUID id) {
    return transactions.run(connection -> {
      try (PreparedStatement select = byId(connection, SELECT_INPUT, workspace, id);
          ResultSet found = select.executeQuery()) {
        return found.next() ? Optional.of(inquiry(found)) : Optional.empty();
      }
    });
  }

  private static Inquiry inquiry(ResultSet row) throws SQLException {
    String[] outcomes = (String[]) row.getArray("outcomes").getArray();
    return new Inquiry(
        LogText.of(StoredLog.expand(row.getBytes("log"))),
        new Environment(StoredJson.decode(row.getString("environment"))),
        DiagnosisRow.context(row),
        List.of(outcomes).stream().map(StorableText::decode).toList(),
        StoredProbes.decode(row.getString("probes")));
  }

  @Override
  public DiagnosisPage list(
      String workspace, DiagnosisFilter filter, @Nullable UUID after, int limit) {
    List<StoredDiagnosis> found =
        transactions.run(connection -> {
          DiagnosisQuery query = new DiagnosisQuery(workspace, filter);
          if (after != null) {
            query.after(place(connection, workspace, after), after);
          }
          // One more than asked for tells whether there is another page.
          return query.run(connection, limit + 1).stream().map(DiagnosisRow::stored).toList();
        });
    return found.size() <= limit
        ? new DiagnosisPage(found, null)
        : new DiagnosisPage(found.subList(0, limit), found.get(limit - 1).id());
  }

  /**
   * Where a diagnosis stands in the order; one erased meanwhile is placed by the time in its id.
   */
  private static OffsetDateTime place(Connection connection, String workspace, UUID id)
      throws SQLException {
    try (PreparedStatement select = byId(connection, SELECT_PLACE, workspace, id);
        ResultSet found = select.executeQuery()) {
      return found.next()
          ? found.getObject("created_at", OffsetDateTime.class)
          : Instant.ofEpochMilli(id.getMostSignificantBits() >>> 16).atOffset(ZoneOffset.UTC);
    }
  }

  @Override
  public boolean delete(String workspace, UUID id) {
    return transactions.run(connection -> {
      forgetKeys(connection, workspace, id);
      try (PreparedStatement delete = byId(connection, DELETE, workspace, id)) {
        return delete.executeUpdate() == 1;
      }
    });
  }

  /** Even the hash of what was sent would tell something to who can guess it. */
  private static void forgetKeys(Connection connection, String workspace, UUID id)
      throws SQLException {
    try (PreparedStatement forget = byId(connection, FORGET_KEYS, workspace, id)) {
      forget.setString(3, workspace);
      forget.setObject(4, id);
      forget.executeUpdate();
    }
  }

  private static PreparedStatement byId(
      Connection connection, String sql, String workspace, UUID id) throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    statement.setString(1, workspace);
    statement.setObject(2, id);
    return statement;
  }
}
