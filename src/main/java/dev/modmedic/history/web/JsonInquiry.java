package dev.modmedic.history.web;

import dev.modmedic.diagnosis.Inquiry;
import dev.modmedic.evidence.Environment;
import dev.modmedic.evidence.EnvironmentReader;
import dev.modmedic.evidence.EnvironmentReader.Problem;
import dev.modmedic.evidence.EnvironmentReader.Result;
import dev.modmedic.evidence.LogText;
import dev.modmedic.evidence.RunContext;
import dev.modmedic.problem.Problem.Flaw;
import dev.modmedic.problem.ProblemException;
import dev.modmedic.problem.ProblemType;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes an inquiry of a JSON body; collects everything that is wrong before it complains. */
final class JsonInquiry {
  private static final int LONGEST_WORDS = 4_000;
  private static final Instant EARLIEST = Instant.parse("1970-01-01T00:00:00Z");
  private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

  private final List<Flaw> flaws = new ArrayList<>();

  private JsonInquiry() {}

  /**
   * @throws ProblemException if it is no inquiry; every flaw is named by its JSON pointer
   */
  static Inquiry read(String body) {
    JsonInquiry reader = new JsonInquiry();
    Inquiry inquiry = reader.inquiry(JsonBody.read(body));
    List<Flaw> flaws = reader.flaws;
    if (!flaws.isEmpty()) {
      Flaw first = flaws.getFirst();
      throw new ProblemException(
          ProblemType.INVALID_FIELD, first.pointer() + " " + first.detail() + ".", flaws);
    }
    return inquiry;
  }

  private Inquiry inquiry(@Nullable Object body) {
    if (!(body instanceof Map<?, ?> fields)) {
      throw ProblemException.at(
          ProblemType.INVALID_FIELD, "", "must be an object with log, environment or both");
    }
    String log = text("/log", fields.get("log"));
    return new Inquiry(
        LogText.of(log == null ? "" : Surrogates.mended(log)),
        environment(fields.get("environment")),
        context(fields.get("context")),
        List.of());
  }

  private Environment environment(@Nullable Object value) {
    Map<String, @Nullable Object> values = object("/environment", value);
    return switch (EnvironmentReader.read(values)) {
      case Result.Read(Environment environment) -> environment;
      case Result.Refused(List<Problem> problems) -> {
        problems.forEach(p -> flaw("/environment" + p.pointer(), p.message().en()));
        yield Environment.NONE;
      }
    };
  }

  private RunContext context(@Nullable Object value) {
    Map<String, @Nullable Object> fields = object("/context", value);
    return new RunContext(
        words("/context/project", fields.get("project")),
        words("/context/client", fields.get("client")),
        words("/context/region", fields.get("region")),
        instant("/context/occurredAt", fields.get("occurredAt")),
        words("/context/command", fields.get("command")),
        integer("/context/exitCode", fields.get("exitCode")));
  }

  /** The members of an object, their texts made storable; empty when there is none. */
  private Map<String, @Nullable Object> object(String at, @Nullable Object value) {
    Map<String, @Nullable Object> object = new LinkedHashMap<>();
    if (value instanceof Map<?, ?> map) {
      map.forEach((name, member) ->
          object.put(Surrogates.storable(String.valueOf(name)), Surrogates.storable(member)));
    } else if (value != null) {
      flaw(at, "must be an object");
    }
    return object;
  }

  private @Nullable String words(String at, @Nullable Object value) {
    String text = text(at, value);
    if (text != null && text.length() > LONGEST_WORDS) {
      flaw(at, "must have at most " + LONGEST_WORDS + " characters");
    }
    return text;
  }

  private @Nullable String text(String at, @Nullable Object value) {
    if (value == null || value instanceof String) {
      return (String) value;
    }
    flaw(at, "must be text");
    return null;
  }

  private @Nullable Integer integer(String at, @Nullable Object value) {
    if (value == null) {
      return null;
    }
    if (value instanceof Long number && number.intValue() == number) {
      return number.intValue();
    }
    flaw(at, "must be a whole number of 32 bits");
    return null;
  }

  private @Nullable Instant instant(String at, @Nullable Object value) {
    if (value == null) {
      return null;
    }
    try {
      Instant instant = OffsetDateTime.parse(String.valueOf(value)).toInstant();
      if (instant.isBefore(EARLIEST) || instant.isAfter(LATEST)) {
        flaw(at, "must lie between 1970 and 9999");
      }
      return instant;
    } catch (DateTimeParseException e) {
      flaw(at, "must be a time such as 2026-11-21T18:00:00Z (RFC 3339)");
      return null;
    }
  }

  private void flaw(String pointer, String detail) {
    flaws.add(Flaw.at(pointer, detail));
  }
}
