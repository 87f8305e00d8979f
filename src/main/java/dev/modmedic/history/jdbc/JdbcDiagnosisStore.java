package dev.modmedic.history.jdbc;

import dev.modmedic.database.Transactions;
import dev.modmedic.diagnosis.Inquiry;
import dev.modmedic.evidence.Environment;
import dev.modmedic.evidence.LogText;
import dev.modmedic.history.DiagnosisFilter;
import dev.modmedic.history.DiagnosisPage;
import dev.modmedic.history.DiagnosisStore;
import dev.modmedic.history.KeyReused;
import dev.modmedic.history.RequestKey;
import dev.modmedic.history.StoreUnavailable;
import dev.modmedic.history.StoredDiagnosis;
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

  private static final String SELECT_BY_KEY =
      "select k.body_hash, "
          + DiagnosisRow.COLUMNS
          + """
          from request_key k
          join diagnosis d on d.workspace = k.workspace and d.id = k.diagnosis_id
          where k.workspace = ? and k.key = ?
          """;

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

  private static final String DELETE = "delete from diagnosis where workspace = ? and id = ?";

  /** A key's winner can be erased between two looks; that it happens twice is no accident. */
  private static final int ATTEMPTS = 3;

  private final Transactions transactions;

  JdbcDiagnosisStore(DataSource dataSource) {
    this.transactions = new Transactions(dataSource, StoreUnavailable::new);
  }

  @Override
  public StoredDiagnosis save(StoredDiagnosis stored, Inquiry inquiry, @Nullable RequestKey key) {
    StoredDiagnosis kept = Redacted.of(stored);
    Keeping keeping = new Keeping(kept, Redacted.of(inquiry));
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      if (transactions.runDurably(connection -> keep(connection, keeping, key))) {
        return kept;
      }
      Optional<StoredDiagnosis> earlier =
          key == null ? Optional.empty() : find(kept.workspace(), key);
      if (earlier.isPresent()) {
        return earlier.get();
      }
    }
    throw new IllegalStateException("an idempotency key is neither free nor held");
  }

  /** False, with nothing written, when another request holds the key. */
  private static boolean keep(Connection connection, Keeping keeping, @Nullable RequestKey key)
      throws SQLException {
    if (key != null && !keeping.claim(connection, key)) {
      return false;
    }
    keeping.write(connection);
    return true;
  }

  @Override
  public Optional<StoredDiagnosis> find(String workspace, RequestKey key) {
    return transactions.run(connection -> {
      try (PreparedStatement select = connection.prepareStatement(SELECT_BY_KEY)) {
        select.setString(1, workspace);
        select.setString(2, StorableText.encode(key.key()));
        try (ResultSet found = select.executeQuery()) {
          return found.next() ? Optional.of(sameRequest(found, key)) : Optional.empty();
        }
      }
    });
  }

  private static StoredDiagnosis sameRequest(ResultSet found, RequestKey key) throws SQLException {
    if (!found.getString("body_hash").equals(key.bodyHash())) {
      throw new KeyReused();
    }
    return DiagnosisRow.of(found).stored();
  }

  @Override
  public Optional<StoredDiagnosis> find(String workspace, UUID id) {
    return transactions.run(connection -> {
      try (PreparedStatement select = byId(connection, SELECT_BY_ID, workspace, id);
          ResultSet found = select.executeQuery()) {
        return found.next() ? Optional.of(DiagnosisRow.of(found).stored()) : Optional.empty();
      }
    });
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
      try (PreparedStatement delete = byId(connection, DELETE, workspace, id)) {
        return delete.executeUpdate() == 1;
      }
    });
  }

  private static PreparedStatement byId(
      Connection connection, String sql, String workspace, UUID id) throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    statement.setString(1, workspace);
    statement.setObject(2, id);
    return statement;
  }
}
