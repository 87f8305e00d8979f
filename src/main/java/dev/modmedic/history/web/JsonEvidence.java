package dev.modmedic.history.web;

import dev.modmedic.history.MoreEvidence;
import dev.modmedic.knowledge.Check;
import dev.modmedic.knowledge.KnowledgeBase;
import dev.modmedic.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes more evidence of a JSON body. */
final class JsonEvidence {
  private static final int MOST_OUTCOMES = 100;

  private final JsonFields fields = new JsonFields();
  private final KnowledgeBase knowledge;

  private JsonEvidence(KnowledgeBase knowledge) {
    this.knowledge = knowledge;
  }

  /**
   * @throws ProblemException if it is no evidence; every flaw is named by its JSON pointer
   */
  static MoreEvidence read(String body, KnowledgeBase knowledge) {
    JsonEvidence reader = new JsonEvidence(knowledge);
    MoreEvidence more = reader.evidence(JsonBody.read(body));
    reader.fields.complain();
    return more;
  }

  private MoreEvidence evidence(@Nullable Object body) {
    Map<?, ?> given = JsonFields.root(body, "must be an object with log, environment or outcomes");
    return new MoreEvidence(
        fields.log(given.get("log")),
        fields.environment(given.get("environment")),
        outcomes(given.get("outcomes")));
  }

  private List<String> outcomes(@Nullable Object value) {
    List<String> ids = new ArrayList<>();
    if (value instanceof List<?> list) {
      if (list.size() > MOST_OUTCOMES) {
        fields.flaw("/outcomes", "must have at most " + MOST_OUTCOMES + " items");
        return ids;
      }
      for (int i = 0; i < list.size(); i++) {
        outcome("/outcomes/" + i, list.get(i)).ifPresent(ids::add);
      }
    } else if (value != null) {
      fields.flaw("/outcomes", "must be a list");
    }
    return ids;
  }

  private Optional<String> outcome(String at, @Nullable Object value) {
    if (!(value instanceof Map<?, ?> members)) {
      fields.flaw(at, "must be an object with check and outcome");
      return Optional.empty();
    }
    String check = id(at + "/check", members.get("check"));
    String outcome = id(at + "/outcome", members.get("outcome"));
    return check == null || outcome == null
        ? Optional.empty()
        : known(at, check, outcome).map(known -> check + "/" + known.id());
  }

  private @Nullable String id(String at, @Nullable Object value) {
    if (value == null) {
      fields.flaw(at, "is missing");
    }
    return fields.text(at, value);
  }

  private Optional<Check.Outcome> known(String at, String check, String outcome) {
    Optional<Check> known = knowledge.check(check);
    if (known.isEmpty()) {
      fields.flaw(at + "/check", "is no check that is known here");
      return Optional.empty();
    }
    List<Check.Outcome> outcomes = known.get().outcomes();
    Optional<Check.Outcome> found =
        outcomes.stream().filter(one -> one.id().equals(outcome)).findFirst();
    if (found.isEmpty()) {
      fields.flaw(
          at + "/outcome",
          "must be one of " + String.join(", ", outcomes.stream().map(Check.Outcome::id).toList()));
    }
    return found;
  }
}
