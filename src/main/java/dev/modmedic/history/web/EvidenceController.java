package dev.modmedic.history.web;

import dev.modmedic.diagnosis.ReportFormat;
import dev.modmedic.evidence.Language;
import dev.modmedic.history.DiagnoseLog;
import dev.modmedic.history.LogTooLong;
import dev.modmedic.history.MoreEvidence;
import dev.modmedic.knowledge.CurrentKnowledge;
import dev.modmedic.problem.IdempotencyKey;
import dev.modmedic.problem.ProblemException;
import dev.modmedic.problem.ProblemType;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.UUID;

/** Takes what a client learned after a diagnosis, and diagnoses again. */
@Controller(
    value = DiagnosisController.PATH + "/{id}/evidence",
    consumes = MediaType.ALL,
    produces = MediaType.ALL)
@ExecuteOn(TaskExecutors.BLOCKING)
final class EvidenceController {
  private final DiagnoseLog diagnoseLog;
  private final CurrentKnowledge knowledge;
  private final Reports reports;

  EvidenceController(DiagnoseLog diagnoseLog, CurrentKnowledge knowledge, Reports reports) {
    this.diagnoseLog = diagnoseLog;
    this.knowledge = knowledge;
    this.reports = reports;
  }

  @Post
  HttpResponse<String> add(HttpRequest<byte[]> request, String id, Language language) {
    UUID earlier = DiagnosisId.parse(id);
    RequestBody body = RequestBody.of(request);
    ReportFormat format = reports.wanted(request, body);
    MoreEvidence more = body.evidence(knowledge.knowledge());
    return reports.created(request, format, language, revised(request, earlier, more));
  }

  private DiagnoseLog.Answer revised(HttpRequest<byte[]> request, UUID earlier, MoreEvidence more) {
    try {
      return diagnoseLog
          .revise(DiagnosisController.WORKSPACE, earlier, more, IdempotencyKey.of(request))
          .orElseThrow(DiagnosisId::unknown);
    } catch (LogTooLong tooLong) {
      throw new ProblemException(
          ProblemType.TOO_LARGE, "With the earlier log it is more than 16 Mi characters.");
    }
  }
}
