package dev.modmedic.history.web;

import dev.modmedic.diagnosis.Diagnosis;
import dev.modmedic.diagnosis.Finding;
import dev.modmedic.diagnosis.Finding.Remedied;
import dev.modmedic.history.Feedback.Judgement;
import dev.modmedic.history.Feedback.Verdict;
import dev.modmedic.history.Feedback.Worked;
import dev.modmedic.knowledge.KnowledgeBase;
import dev.modmedic.knowledge.Status;
import dev.modmedic.problem.JsonBody;
import dev.modmedic.problem.JsonFields;
import dev.modmedic.problem.ProblemException;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Makes a judgement of a diagnosis out of a JSON body. */
final class JsonFeedback {
  private final JsonFields fields;
  private final Diagnosis diagnosis;
  private final KnowledgeBase knowledge;

  private JsonFeedback(JsonFields fields, Diagnosis diagnosis, KnowledgeBase knowledge) {
    this.fields = fields;
    this.diagnosis = diagnosis;
    this.knowledge = knowledge;
  }

  /**
   * @throws ProblemException if it is no judgement of {@code diagnosis}; every flaw is named by its
   *     JSON pointer
   */
  static Judgement read(String body, Diagnosis diagnosis, KnowledgeBase knowledge) {
    JsonFields fields = JsonFields.of(JsonBody.read(body), "must be an object with a verdict");
    Judgement judgement = new JsonFeedback(fields, diagnosis, knowledge).judgement();
    fields.check();
    return judgement;
  }

  private Judgement judgement() {
    Verdict verdict = verdict(fields.value("verdict"));
    String cause = cause(verdict);
    String comment = fields.words("comment");
    return new Judgement(
        verdict,
        cause,
        remedy(cause, fields.value("remedy")),
        comment == null || comment.isBlank() ? null : comment);
  }

  private Verdict verdict(@Nullable Object value) {
    for (Verdict verdict : Verdict.values()) {
      if (DiagnosisView.word(verdict).equals(value)) {
        return verdict;
      }
    }
    fields.flaw("verdict", "must be confirmed or rejected");
    return Verdict.REJECTED;
  }

  private @Nullable String cause(Verdict verdict) {
    String code = fields.text("actualCause");
    if (code == null) {
      return null;
    }
    if (knowledge.cause(code).filter(c -> c.status() != Status.DRAFT).isEmpty()) {
      fields.flaw("actualCause", "is no cause that is known here; GET /v1/causes lists them");
    } else if (verdict == Verdict.CONFIRMED && finding(code).isEmpty()) {
      fields.flaw("actualCause", "is not named by the diagnosis, so this does not confirm it");
    }
    return code;
  }

  private Optional<Finding> finding(String code) {
    return diagnosis.causes().stream().filter(f -> f.code().equals(code)).findFirst();
  }

  private @Nullable Worked remedy(@Nullable String cause, @Nullable Object value) {
    Optional<Worked> worked =
        switch (value) {
          case Long index ->
              (cause == null ? diagnosis.causes().stream().findFirst() : finding(cause))
                  .flatMap(finding -> at(finding, index));
          case String title ->
              diagnosis.causes().stream()
                  .flatMap(finding -> titled(finding, title).stream())
                  .findFirst();
          case null, default -> Optional.empty();
        };
    if (value != null && worked.isEmpty()) {
      fields.flaw("remedy", "must be the place or the title of a remedy of the diagnosis");
    }
    return worked.orElse(null);
  }

  private static Optional<Worked> at(Finding finding, long index) {
    List<Remedied> remedies = finding.remedies();
    if (index < 0 || index >= remedies.size()) {
      return Optional.empty();
    }
    int place = (int) index;
    return Optional.of(new Worked(finding.code(), place, remedies.get(place).title().en()));
  }

  private static Optional<Worked> titled(Finding finding, String title) {
    List<Remedied> remedies = finding.remedies();
    return IntStream.range(0, remedies.size())
        .filter(i ->
            remedies.get(i).title().en().equals(title)
                || remedies.get(i).title().zh().equals(title))
        .boxed()
        .findFirst()
        .flatMap(place -> at(finding, place));
  }
}
