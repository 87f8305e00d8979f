package dev.modmedic.history.jdbc;

import dev.modmedic.evidence.Redaction;
import dev.modmedic.history.Feedback;
import dev.modmedic.history.Feedback.Judgement;
import dev.modmedic.history.Feedback.Verdict;
import dev.modmedic.history.Feedback.Worked;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row of the table {@code feedback}. */
record FeedbackRow(Feedback feedback) {
  static final String COLUMNS =
      """
      f.workspace, f.diagnosis_id, f.id, f.created_at, f.verdict, f.actual_cause, f.remedy_cause,
      f.remedy_position, f.remedy_title, f.comment
      """;

  /** Nothing is inserted for a diagnosis that is not there, and none is erased meanwhile. */
  static final String INSERT =
      """
      insert into feedback (
        workspace, diagnosis_id, id, created_at, verdict, actual_cause, remedy_cause,
        remedy_position, remedy_title, comment)
      select d.workspace, d.id, ?, ?, ?, ?, ?, ?, ?, ?
      from diagnosis d
      where d.workspace = ? and d.id = ?
      for key share
      """;

  /** Sets the parameters of {@link #INSERT}. */
  void bind(PreparedStatement insert) throws SQLException {
    Judgement judgement = feedback.judgement();
    Worked remedy = judgement.remedy();
    insert.setObject(1, feedback.id());
    insert.setObject(2, feedback.createdAt().atOffset(ZoneOffset.UTC));
    insert.setString(3, JsonObject.word(judgement.verdict()));
    insert.setString(4, encoded(judgement.actualCause()));
    insert.setString(5, remedy == null ? null : StorableText.encode(remedy.cause()));
    insert.setObject(6, remedy == null ? null : remedy.index(), Types.INTEGER);
    insert.setString(7, remedy == null ? null : StorableText.encode(remedy.title()));
    insert.setString(8, encoded(judgement.comment()));
    insert.setString(9, feedback.workspace());
    insert.setObject(10, feedback.diagnosis());
  }

  /** Reads a row of {@link #COLUMNS}. */
  static FeedbackRow of(ResultSet row) throws SQLException {
    return new FeedbackRow(
        new Feedback(
            row.getString("workspace"),
            row.getObject("diagnosis_id", UUID.class),
            row.getObject("id", UUID.class),
            row.getObject("created_at", OffsetDateTime.class).toInstant(),
            new Judgement(
                Verdict.valueOf(row.getString("verdict").toUpperCase(Locale.ROOT)),
                decoded(row.getString("actual_cause")),
                remedy(row),
                decoded(row.getString("comment")))));
  }

  private static @Nullable Worked remedy(ResultSet row) throws SQLException {
    String cause = row.getString("remedy_cause");
    return cause == null
        ? null
        : new Worked(
            StorableText.decode(cause),
            row.getInt("remedy_position"),
            StorableText.decode(row.getString("remedy_title")));
  }

  /** What may be kept: everything but secrets and nanoseconds. */
  static Feedback redacted(Feedback feedback) {
    Judgement judgement = feedback.judgement();
    String comment = judgement.comment();
    return new Feedback(
        feedback.workspace(),
        feedback.diagnosis(),
        feedback.id(),
        feedback.createdAt().truncatedTo(ChronoUnit.MICROS),
        new Judgement(
            judgement.verdict(),
            judgement.actualCause(),
            judgement.remedy(),
            comment == null ? null : Redaction.redact(comment)));
  }

  private static @Nullable String encoded(@Nullable String text) {
    return text == null ? null : StorableText.encode(text);
  }

  private static @Nullable String decoded(@Nullable String text) {
    return text == null ? null : StorableText.decode(text);
  }
}
