package dev.modmedic.history.jdbc;

import dev.modmedic.diagnosis.Diagnosis;
import dev.modmedic.evidence.RunContext;
import dev.modmedic.history.StoredDiagnosis;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row of the table {@code diagnosis}. */
record DiagnosisRow(StoredDiagnosis stored) {
  static final String COLUMNS =
      """
      d.workspace, d.id, d.created_at, d.project, d.client, d.region, d.occurred_at, d.command,
      d.exit_code, d.verdict, d.fingerprint, d.knowledge_version, d.revision_of, d.result
      """;

  static final String INSERT =
      """
      insert into diagnosis (
        workspace, id, created_at, project, client, region, occurred_at, command,
        exit_code, verdict, fingerprint, knowledge_version, revision_of, result)
      values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb)
      """;

  /** How many parameters {@link #INSERT} has. */
  static final int PARAMETERS = 14;

  /** Sets the parameters of {@link #INSERT}. */
  void bind(PreparedStatement insert) throws SQLException {
    RunContext context = stored.context();
    Diagnosis diagnosis = stored.diagnosis();
    insert.setString(1, stored.workspace());
    insert.setObject(2, stored.id());
    insert.setObject(3, stored.createdAt().atOffset(ZoneOffset.UTC));
    insert.setString(4, encoded(context.project()));
    insert.setString(5, encoded(context.client()));
    insert.setString(6, encoded(context.region()));
    insert.setObject(7, utc(context.occurredAt()), Types.TIMESTAMP_WITH_TIMEZONE);
    insert.setString(8, encoded(context.command()));
    insert.setObject(9, context.exitCode(), Types.INTEGER);
    insert.setString(10, JsonObject.word(diagnosis.verdict()));
    insert.setString(11, StorableText.encode(diagnosis.fingerprint()));
    insert.setString(12, StorableText.encode(diagnosis.knowledgeVersion()));
    insert.setObject(13, stored.revisionOf(), Types.OTHER);
    insert.setString(14, StoredJson.encode(DiagnosisWriter.write(diagnosis)));
  }

  /** Reads a row of {@link #COLUMNS}. */
  static DiagnosisRow of(ResultSet row) throws SQLException {
    return new DiagnosisRow(
        new StoredDiagnosis(
            row.getString("workspace"),
            row.getObject("id", UUID.class),
            row.getObject("created_at", OffsetDateTime.class).toInstant(),
            context(row),
            DiagnosisReader.read(new JsonObject(StoredJson.decode(row.getString("result")))),
            row.getObject("revision_of", UUID.class)));
  }

  static RunContext context(ResultSet row) throws SQLException {
    OffsetDateTime occurredAt = row.getObject("occurred_at", OffsetDateTime.class);
    return new RunContext(
        decoded(row.getString("project")),
        decoded(row.getString("client")),
        decoded(row.getString("region")),
        occurredAt == null ? null : occurredAt.toInstant(),
        decoded(row.getString("command")),
        row.getObject("exit_code", Integer.class));
  }

  private static @Nullable OffsetDateTime utc(@Nullable Instant instant) {
    return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
  }

  private static @Nullable String encoded(@Nullable String text) {
    return text == null ? null : StorableText.encode(text);
  }

  private static @Nullable String decoded(@Nullable String text) {
    return text == null ? null : StorableText.decode(text);
  }
}
