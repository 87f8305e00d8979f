package dev.modmedic.history.web;

import dev.modmedic.history.ReplayRules;
import dev.modmedic.history.RuleReplay;
import dev.modmedic.knowledge.KnowledgeException;
import dev.modmedic.knowledge.KnowledgeException.Mistake;
import dev.modmedic.problem.Problem.Flaw;
import dev.modmedic.problem.ProblemException;
import dev.modmedic.problem.ProblemType;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.Map;

/** Tries drafts of rules on what was asked before. */
@Controller(value = "/v1/replays", consumes = MediaType.ALL)
@ExecuteOn(TaskExecutors.BLOCKING)
final class ReplayController {
  private static final String WORKSPACE = "default";

  private final ReplayRules replays;

  ReplayController(ReplayRules replays) {
    this.replays = replays;
  }

  @Post
  ReplayView run(HttpRequest<byte[]> request) {
    RequestBody body =
        new RequestBody(
            request.getBody().orElseGet(() -> new byte[0]), request.getContentType().orElse(null));
    if (!body.isJson()) {
      throw new ProblemException(
          ProblemType.UNSUPPORTED_MEDIA_TYPE, "A draft of rules is posted as application/json.");
    }
    RuleReplay.Request replay = JsonReplay.read(body.text());
    try {
      return ReplayView.of(
          replays
              .run(WORKSPACE, replay)
              .orElseThrow(() ->
                  new ProblemException(
                      ProblemType.REPLAY_RUNNING, ProblemType.REPLAY_RUNNING.advice())));
    } catch (KnowledgeException e) {
      throw new ProblemException(
          ProblemType.INVALID_RULES,
          e.mistakes().getFirst().toString(),
          e.mistakes().stream().map(mistake -> flaw(mistake, replay.files())).toList());
    }
  }

  private static Flaw flaw(Mistake mistake, Map<String, String> files) {
    String file = mistake.file();
    String pointer = files.containsKey(file) ? "/files/" + file.replace("/", "~1") : "/files";
    return Flaw.at(pointer, mistake.toString());
  }
}
