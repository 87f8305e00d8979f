package dev.modmedic.history.jdbc;

import dev.modmedic.diagnosis.Finding;
import dev.modmedic.diagnosis.Fingerprint;
import dev.modmedic.diagnosis.Inquiry;
import dev.modmedic.diagnosis.Verdict;
import dev.modmedic.history.StoredDiagnosis;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Writes one diagnosis with everything that belongs to it. */
record Keeping(StoredDiagnosis stored, Inquiry inquiry) {
  private static final String INSERT_INPUT =
      """
      insert into diagnosis_input (workspace, diagnosis_id, log, environment, outcomes, probes)
      values (?, ?, ?, ?::jsonb, ?, ?::jsonb)
      """;

  private static final int INPUT_PARAMETERS = 6;

  private static final String INSERT_CAUSES =
      """
      insert into diagnosis_cause (
        workspace, diagnosis_id, position, code, confidence, module, host)
      select ?, ?, c.number - 1, c.code, c.confidence, c.module, c.host
      from unnest(?, ?, ?, ?) with ordinality as c (code, confidence, module, host, number)
      """;

  /** Sent at once, because every round trip costs two switches between processes. */
  private static final String INSERT =
      String.join(";", DiagnosisRow.INSERT, INSERT_INPUT, INSERT_CAUSES);

  private static final String INSERT_UNDIAGNOSED =
      """
      insert into undiagnosed (workspace, diagnosis_id, created_at, fingerprint, shape)
      values (?, ?, ?, ?, ?)
      """;

  void write(Connection connection) throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
      new DiagnosisRow(stored).bind(insert);
      bindInput(insert, DiagnosisRow.PARAMETERS);
      bindCauses(insert, DiagnosisRow.PARAMETERS + INPUT_PARAMETERS);
      insert.executeUpdate();
    }
    if (stored.diagnosis().verdict() == Verdict.UNCERTAIN && isUnknown()) {
      writeUndiagnosed(connection);
    }
  }

  /** Whether no rule named a cause; a guess only says what an unknown wording reminds of. */
  private boolean isUnknown() {
    return stored.diagnosis().causes().stream().limit(1).allMatch(Finding::guess);
  }

  /** Guesses are not counted among the causes that were met. */
  private List<Finding> causes() {
    return isUnknown()
        ? List.of()
        : stored.diagnosis().causes().stream().filter(cause -> !cause.guess()).toList();
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

  private void bindInput(PreparedStatement insert, int before) throws SQLException {
    insert.setString(before + 1, stored.workspace());
    insert.setObject(before + 2, stored.id());
    insert.setBytes(before + 3, StoredLog.compress(inquiry.log().posted()));
    insert.setString(before + 4, StoredJson.encode(inquiry.environment().values()));
    insert.setArray(before + 5, texts(insert, inquiry.outcomes(), StorableText::encode));
    insert.setString(before + 6, StoredProbes.encode(inquiry.probes()));
  }

  private void bindCauses(PreparedStatement insert, int before) throws SQLException {
    List<Finding> causes = causes();
    Double[] confidences = causes.stream().map(Finding::confidence).toArray(Double[]::new);
    insert.setString(before + 1, stored.workspace());
    insert.setObject(before + 2, stored.id());
    insert.setArray(before + 3, texts(insert, causes, Finding::code));
    insert.setArray(before + 4, insert.getConnection().createArrayOf("float8", confidences));
    insert.setArray(before + 5, texts(insert, causes, cause -> capture(cause, "module")));
    insert.setArray(before + 6, texts(insert, causes, cause -> capture(cause, "host")));
  }

  private static <T> Array texts(
      PreparedStatement insert, List<T> items, Function<T, @Nullable String> text)
      throws SQLException {
    @Nullable String[] texts = new String[items.size()];
    for (int i = 0; i < texts.length; i++) {
      texts[i] = text.apply(items.get(i));
    }
    return insert.getConnection().createArrayOf("text", texts);
  }

  private static @Nullable String capture(Finding cause, String name) {
    String captured = cause.captures().get(name);
    return captured == null ? null : StorableText.encode(captured);
  }
}
