package dev.modmedic.history.web;

import dev.modmedic.history.MoreEvidence;
import dev.modmedic.knowledge.Check;
import dev.modmedic.knowledge.KnowledgeBase;
import dev.modmedic.problem.JsonBody;
import dev.modmedic.problem.JsonFields;
import dev.modmedic.problem.ProblemException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes more evidence of a JSON body. */
final class JsonEvidence {
  private static final int MOST_OUTCOMES = 100;

  private final KnowledgeBase knowledge;

  private JsonEvidence(KnowledgeBase knowledge) {
    this.knowledge = knowledge;
  }

  /**
   * @throws ProblemException if it is no evidence; every flaw is named by its JSON pointer
   */
  static MoreEvidence read(String body, KnowledgeBase knowledge) {
    JsonFields fields =
        JsonFields.of(JsonBody.read(body), "must be an object with log, environment or outcomes");
    MoreEvidence more =
        new MoreEvidence(
            fields.log("log"),
            fields.environment("environment"),
            new JsonEvidence(knowledge).outcomes(fields));
    fields.check();
    return more;
  }

  private List<String> outcomes(JsonFields fields) {
    return fields.objects("outcomes", MOST_OUTCOMES).stream()
        .flatMap(item -> outcome(item).stream())
        .toList();
  }

  private Optional<String> outcome(JsonFields item) {
    String check = id(item, "check");
    String outcome = id(item, "outcome");
    return check == null || outcome == null
        ? Optional.empty()
        : known(item, check, outcome).map(known -> check + "/" + known.id());
  }

  private static @Nullable String id(JsonFields item, String name) {
    if (item.value(name) == null) {
      item.flaw(name, "is missing");
    }
    return item.text(name);
  }

  private Optional<Check.Outcome> known(JsonFields item, String check, String outcome) {
    Optional<Check> known = knowledge.check(check);
    if (known.isEmpty()) {
      item.flaw("check", "is no check that is known here");
      return Optional.empty();
    }
    List<Check.Outcome> outcomes = known.get().outcomes();
    Optional<Check.Outcome> found =
        outcomes.stream().filter(one -> one.id().equals(outcome)).findFirst();
    if (found.isEmpty()) {
      item.flaw(
          "outcome",
          "must be one of " + String.join(", ", outcomes.stream().map(Check.Outcome::id).toList()));
    }
    return found;
  }
}
