package dev.modmedic.region.web;

import static dev.modmedic.region.Region.WORKSPACE;

import dev.modmedic.problem.IdempotencyKey;
import dev.modmedic.problem.JsonFields;
import dev.modmedic.problem.ProblemException;
import dev.modmedic.problem.ProblemType;
import dev.modmedic.problem.Query;
import dev.modmedic.region.Agent;
import dev.modmedic.region.AgentStore;
import dev.modmedic.region.AgentToken;
import dev.modmedic.region.Agents;
import dev.modmedic.region.Agents.Admission;
import dev.modmedic.request.RequestKey;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Who probes for regions. */
@Controller(value = AgentController.PATH, consumes = MediaType.ALL)
@ExecuteOn(TaskExecutors.BLOCKING)
final class AgentController {
  static final String PATH = "/v1/agents";
  private static final int LONGEST_NAME = 200;

  private final Agents agents;
  private final AgentStore store;

  AgentController(Agents agents, AgentStore store) {
    this.agents = agents;
    this.store = store;
  }

  @Get
  AgentView.ListView list() {
    return new AgentView.ListView(
        store.list(WORKSPACE).stream().map(agent -> AgentView.of(agent, null)).toList());
  }

  @Post
  HttpResponse<AgentView> create(HttpRequest<byte[]> request) {
    @Nullable RequestKey key = IdempotencyKey.of(request);
    JsonFields fields = JsonFields.of(request, "must be an object with a region and a name");
    fields.only(Set.of("region", "name"));
    @Nullable String region = fields.words("region");
    if (region == null) {
      fields.flaw("region", "is missing");
    }
    @Nullable String name = fields.line("name", LONGEST_NAME);
    if (name == null && !fields.isFlawed("name")) {
      fields.flaw("name", "is missing");
    }
    fields.check();
    return switch (agents.admit(
        WORKSPACE, Objects.requireNonNull(region), Objects.requireNonNull(name), key)) {
      case Admission.Admitted(Agent agent, AgentToken token) ->
          made(HttpResponse.created(AgentView.of(agent, token.text())));
      case Admission.Repeated(Agent agent) ->
          IdempotencyKey.replayed(made(HttpResponse.ok(AgentView.of(agent, null))));
      case Admission.NoRegion() ->
          throw ProblemException.at(
              ProblemType.INVALID_FIELD,
              "/region",
              "must be a region of the kind agent that there is");
    };
  }

  private static MutableHttpResponse<AgentView> made(MutableHttpResponse<AgentView> response) {
    return response
        .header(HttpHeaders.LOCATION, PATH)
        .header(HttpHeaders.CACHE_CONTROL, "no-store");
  }

  @Delete("/{id}")
  HttpResponse<?> revoke(String id) {
    UUID agent = Query.pathId(id, ProblemType.UNKNOWN_AGENT);
    if (!agents.revoke(WORKSPACE, agent)) {
      throw ProblemException.unknown(ProblemType.UNKNOWN_AGENT);
    }
    return HttpResponse.noContent();
  }
}
