package dev.modmedic.region.web;

import dev.modmedic.problem.JsonBody;
import dev.modmedic.problem.ProblemException;
import dev.modmedic.problem.ProblemType;
import dev.modmedic.problem.Surrogates;
import dev.modmedic.region.AcceptResults;
import dev.modmedic.region.Agent;
import dev.modmedic.region.AgentStore;
import dev.modmedic.region.AgentToken;
import dev.modmedic.region.Agents;
import dev.modmedic.region.ServerLink.BatchAnswer;
import dev.modmedic.region.ServerLink.BatchAnswer.Refused;
import dev.modmedic.region.SyncWire;
import dev.modmedic.region.UnreadableMessage;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.json.JsonMapper;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What agents call; each shows its token. */
@Controller(
    value = "/v1/agent",
    consumes = MediaType.APPLICATION_JSON,
    produces = MediaType.APPLICATION_JSON)
@ExecuteOn(TaskExecutors.BLOCKING)
final class AgentProtocolController {
  private static final Pattern BEARER =
      Pattern.compile("Bearer +([A-Za-z0-9_-]{1,200})", Pattern.CASE_INSENSITIVE);

  private final AgentStore store;
  private final Agents agents;
  private final AcceptResults accept;
  private final JsonMapper json;

  AgentProtocolController(AgentStore store, Agents agents, AcceptResults accept, JsonMapper json) {
    this.store = store;
    this.agents = agents;
    this.accept = accept;
    this.json = json;
  }

  @Post("/sync")
  byte[] sync(HttpRequest<byte[]> request) {
    Agent agent = caller(request);
    return write(SyncWire.write(agents.sync(agent, read(request, SyncWire::readRequest))));
  }

  @Post("/results")
  byte[] results(HttpRequest<byte[]> request) {
    Agent agent = caller(request);
    SyncWire.Batch batch = read(request, SyncWire::readBatch);
    BatchAnswer answer =
        accept.accept(agent.workspace(), agent.region(), agent.id(), batch.results());
    List<Refused> refused = new ArrayList<>(batch.unreadable());
    refused.addAll(answer.refused());
    return write(SyncWire.write(new BatchAnswer(answer.accepted(), answer.duplicates(), refused)));
  }

  /** Before the body is looked at, which may be large. */
  private Agent caller(HttpRequest<?> request) {
    Matcher bearer = BEARER.matcher(request.getHeaders().get("Authorization", String.class, ""));
    if (!bearer.matches()) {
      throw new ProblemException(
          ProblemType.AGENT_REFUSED, "The call has no bearer token in Authorization.");
    }
    return store
        .find(new AgentToken(bearer.group(1)))
        .orElseThrow(() ->
            new ProblemException(
                ProblemType.AGENT_REFUSED, ProblemType.AGENT_REFUSED.title() + "."));
  }

  private static <T> T read(HttpRequest<byte[]> request, Function<@Nullable Object, T> reader) {
    byte[] body = request.getBody().orElseGet(() -> new byte[0]);
    try {
      return reader.apply(
          Surrogates.storable(JsonBody.read(new String(body, StandardCharsets.UTF_8))));
    } catch (UnreadableMessage e) {
      throw ProblemException.at(ProblemType.INVALID_FIELD, e.pointer(), e.says());
    }
  }

  private byte[] write(Map<String, @Nullable Object> message) {
    try {
      return json.writeValueAsBytes(message);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
