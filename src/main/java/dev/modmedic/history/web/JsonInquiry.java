package dev.modmedic.history.web;

import dev.modmedic.diagnosis.Inquiry;
import dev.modmedic.evidence.LogText;
import dev.modmedic.evidence.RunContext;
import dev.modmedic.problem.ProblemException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes an inquiry of a JSON body. */
final class JsonInquiry {
  private static final Instant EARLIEST = Instant.parse("1970-01-01T00:00:00Z");
  private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

  private final JsonFields fields = new JsonFields();

  private JsonInquiry() {}

  /**
   * @throws ProblemException if it is no inquiry; every flaw is named by its JSON pointer
   */
  static Inquiry read(String body) {
    JsonInquiry reader = new JsonInquiry();
    Inquiry inquiry = reader.inquiry(JsonBody.read(body));
    reader.fields.complain();
    return inquiry;
  }

  private Inquiry inquiry(@Nullable Object body) {
    Map<?, ?> given = JsonFields.root(body, "must be an object with log, environment or both");
    return new Inquiry(
        LogText.of(fields.log(given.get("log"))),
        fields.environment(given.get("environment")),
        context(given.get("context")),
        List.of());
  }

  private RunContext context(@Nullable Object value) {
    Map<String, @Nullable Object> given = fields.object("/context", value);
    return new RunContext(
        fields.words("/context/project", given.get("project")),
        fields.words("/context/client", given.get("client")),
        fields.words("/context/region", given.get("region")),
        instant("/context/occurredAt", given.get("occurredAt")),
        fields.words("/context/command", given.get("command")),
        fields.integer("/context/exitCode", given.get("exitCode")));
  }

  private @Nullable Instant instant(String at, @Nullable Object value) {
    if (value == null) {
      return null;
    }
    try {
      Instant instant = OffsetDateTime.parse(String.valueOf(value)).toInstant();
      if (instant.isBefore(EARLIEST) || instant.isAfter(LATEST)) {
        fields.flaw(at, "must lie between 1970 and 9999");
      }
      return instant;
    } catch (DateTimeParseException e) {
      fields.flaw(at, "must be a time such as 2026-11-21T18:00:00Z (RFC 3339)");
      return null;
    }
  }
}
