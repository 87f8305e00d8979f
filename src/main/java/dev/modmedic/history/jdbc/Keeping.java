package dev.modmedic.history.jdbc;

import dev.modmedic.diagnosis.Finding;
import dev.modmedic.diagnosis.Fingerprint;
import dev.modmedic.diagnosis.Inquiry;
import dev.modmedic.diagnosis.Verdict;
import dev.modmedic.history.RequestKey;
import dev.modmedic.history.StoredDiagnosis;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Writes one diagnosis with everything that belongs to it. */
record Keeping(StoredDiagnosis stored, Inquiry inquiry) {
  private static final String CLAIM =
      """
      insert into request_key (workspace, key, body_hash, diagnosis_id, created_at)
      values (?, ?, ?, ?, ?)
      on conflict (workspace, key) do nothing
      """;

  private static final String INSERT_INPUT =
      """
      insert into diagnosis_input (workspace, diagnosis_id, log, environment, outcomes, probes)
      values (?, ?, ?, ?::jsonb, ?, ?::jsonb)
      """;

  private static final String INSERT_CAUSE =
      """
      insert into diagnosis_cause (
        workspace, diagnosis_id, position, code, confidence, module, host)
      values (?, ?, ?, ?, ?, ?, ?)
      """;

  private static final String INSERT_UNDIAGNOSED =
      """
      insert into undiagnosed (workspace, diagnosis_id, created_at, fingerprint, shape)
      values (?, ?, ?, ?, ?)
      """;

  /** False when another request holds the key; waits for one that is being written. */
  boolean claim(Connection connection, RequestKey key) throws SQLException {
    try (PreparedStatement claim = connection.prepareStatement(CLAIM)) {
      claim.setString(1, stored.workspace());
      claim.setString(2, StorableText.encode(key.key()));
      claim.setString(3, key.bodyHash());
      claim.setObject(4, stored.id());
      claim.setObject(5, stored.createdAt().atOffset(ZoneOffset.UTC));
      return claim.executeUpdate() == 1;
    }
  }

  void write(Connection connection) throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(DiagnosisRow.INSERT)) {
      new DiagnosisRow(stored).bind(insert);
      insert.executeUpdate();
    }
    writeInput(connection);
    writeCauses(connection);
    if (stored.diagnosis().verdict() == Verdict.UNCERTAIN
        && stored.diagnosis().causes().isEmpty()) {
      writeUndiagnosed(connection);
    }
  }

  private void writeUndiagnosed(Connection connection) throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(INSERT_UNDIAGNOSED)) {
      insert.setString(1, stored.workspace());
      insert.setObject(2, stored.id());
      insert.setObject(3, stored.createdAt().atOffset(ZoneOffset.UTC));
      insert.setString(4, StorableText.encode(stored.diagnosis().fingerprint()));
      insert.setString(5, StorableText.encode(Fingerprint.shape(inquiry.log())));
      insert.executeUpdate();
    }
  }

  private void writeInput(Connection connection) throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(INSERT_INPUT)) {
      insert.setString(1, stored.workspace());
      insert.setObject(2, stored.id());
      insert.setBytes(3, StoredLog.compress(inquiry.log().posted()));
      insert.setString(4, StoredJson.encode(inquiry.environment().values()));
      String[] outcomes =
          inquiry.outcomes().stream().map(StorableText::encode).toArray(String[]::new);
      insert.setArray(5, connection.createArrayOf("text", outcomes));
      insert.setString(6, StoredProbes.encode(inquiry.probes()));
      insert.executeUpdate();
    }
  }

  private void writeCauses(Connection connection) throws SQLException {
    List<Finding> causes = stored.diagnosis().causes();
    UUID id = stored.id();
    try (PreparedStatement insert = connection.prepareStatement(INSERT_CAUSE)) {
      for (int i = 0; i < causes.size(); i++) {
        Finding cause = causes.get(i);
        insert.setString(1, stored.workspace());
        insert.setObject(2, id);
        insert.setInt(3, i);
        insert.setString(4, cause.code());
        insert.setDouble(5, cause.confidence());
        insert.setString(6, capture(cause, "module"));
        insert.setString(7, capture(cause, "host"));
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  private static @Nullable String capture(Finding cause, String name) {
    String captured = cause.captures().get(name);
    return captured == null ? null : StorableText.encode(captured);
  }
}
