package dev.modmedic.history.web;

import dev.modmedic.evidence.Environment;
import dev.modmedic.evidence.EnvironmentReader;
import dev.modmedic.evidence.EnvironmentReader.Problem;
import dev.modmedic.evidence.EnvironmentReader.Result;
import dev.modmedic.problem.Problem.Flaw;
import dev.modmedic.problem.ProblemException;
import dev.modmedic.problem.ProblemType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads fields of a JSON body; collects everything that is wrong before it complains. */
final class JsonFields {
  static final int LONGEST_WORDS = 4_000;

  private final List<Flaw> flaws = new ArrayList<>();

  /**
   * @throws ProblemException if anything was wrong; every flaw is named by its JSON pointer
   */
  void complain() {
    if (!flaws.isEmpty()) {
      Flaw first = flaws.getFirst();
      throw new ProblemException(
          ProblemType.INVALID_FIELD, first.pointer() + " " + first.detail() + ".", flaws);
    }
  }

  /** The body's members. */
  static Map<?, ?> root(@Nullable Object body, String otherwise) {
    if (body instanceof Map<?, ?> fields) {
      return fields;
    }
    throw ProblemException.at(ProblemType.INVALID_FIELD, "", otherwise);
  }

  /** The text under {@code /log}; empty when there is none. */
  String log(@Nullable Object value) {
    String log = text("/log", value);
    return log == null ? "" : Surrogates.mended(log);
  }

  Environment environment(@Nullable Object value) {
    Map<String, @Nullable Object> values = object("/environment", value);
    return switch (EnvironmentReader.read(values)) {
      case Result.Read(Environment environment) -> environment;
      case Result.Refused(List<Problem> problems) -> {
        problems.forEach(p -> flaw("/environment" + p.pointer(), p.message().en()));
        yield Environment.NONE;
      }
    };
  }

  /** The members of an object, their texts made storable; empty when there is none. */
  Map<String, @Nullable Object> object(String at, @Nullable Object value) {
    Map<String, @Nullable Object> object = new LinkedHashMap<>();
    if (value instanceof Map<?, ?> map) {
      map.forEach((name, member) ->
          object.put(Surrogates.storable(String.valueOf(name)), Surrogates.storable(member)));
    } else if (value != null) {
      flaw(at, "must be an object");
    }
    return object;
  }

  @Nullable String words(String at, @Nullable Object value) {
    String text = text(at, value);
    if (text != null && text.length() > LONGEST_WORDS) {
      flaw(at, "must have at most " + LONGEST_WORDS + " characters");
    }
    return text;
  }

  @Nullable String text(String at, @Nullable Object value) {
    if (value == null || value instanceof String) {
      return (String) value;
    }
    flaw(at, "must be text");
    return null;
  }

  @Nullable Integer integer(String at, @Nullable Object value) {
    if (value == null) {
      return null;
    }
    if (value instanceof Long number && number.intValue() == number) {
      return number.intValue();
    }
    flaw(at, "must be a whole number of 32 bits");
    return null;
  }

  void flaw(String pointer, String detail) {
    flaws.add(Flaw.at(pointer, detail));
  }
}
