package dev.modmedic.history.web;

import dev.modmedic.diagnosis.Inquiry;
import dev.modmedic.evidence.LogText;
import dev.modmedic.evidence.RunContext;
import dev.modmedic.problem.JsonBody;
import dev.modmedic.problem.JsonFields;
import dev.modmedic.problem.ProblemException;
import java.util.List;

/** Makes an inquiry of a JSON body; collects everything that is wrong before it complains. */
final class JsonInquiry {
  private JsonInquiry() {}

  /**
   * @throws ProblemException if it is no inquiry; every flaw is named by its JSON pointer
   */
  static Inquiry read(String body) {
    JsonFields fields =
        JsonFields.of(JsonBody.read(body), "must be an object with log, environment or both");
    Inquiry inquiry =
        new Inquiry(
            LogText.of(fields.log("log")),
            fields.environment("environment"),
            context(fields.object("context")),
            List.of());
    fields.check();
    return inquiry;
  }

  private static RunContext context(JsonFields fields) {
    return new RunContext(
        fields.words("project"),
        fields.words("client"),
        fields.words("region"),
        fields.instant("occurredAt"),
        fields.words("command"),
        fields.integer("exitCode"));
  }
}
