package dev.modmedic.health.web;

import dev.modmedic.evidence.Language;
import dev.modmedic.health.HealthMatrix;
import dev.modmedic.health.HealthStore;
import dev.modmedic.health.Window;
import dev.modmedic.knowledge.CurrentKnowledge;
import dev.modmedic.problem.Query;
import dev.modmedic.problem.Takes;
import dev.modmedic.region.Region;
import dev.modmedic.region.RegionStore;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/** How targets are, from everywhere. */
@Controller("/v1/health")
@ExecuteOn(TaskExecutors.BLOCKING)
final class HealthController {
  private final HealthStore store;
  private final RegionStore regions;
  private final CurrentKnowledge knowledge;
  private final ObjectMapper json;

  HealthController(
      HealthStore store, RegionStore regions, CurrentKnowledge knowledge, ObjectMapper json) {
    this.store = store;
    this.regions = regions;
    this.knowledge = knowledge;
    this.json = json;
  }

  @Takes({"window", "target", "region"})
  @Get
  HttpResponse<byte[]> matrix(HttpRequest<?> request, Language language) {
    Query parameters = Query.of(request);
    @Nullable String target = parameters.text("target");
    @Nullable UUID id =
        target == null
            ? null
            : WatchedTarget.named(store, target)
                .orElseThrow(() -> Query.invalid("target", "is no target's name or id"));
    HealthMatrix matrix = read(parameters, id);
    return answer(HealthView.of(matrix, new Titles(knowledge.knowledge(), language)), language);
  }

  @Takes({"window", "region"})
  @Get("/{target}")
  HttpResponse<byte[]> row(String target, HttpRequest<?> request, Language language) {
    Query parameters = Query.of(request);
    HealthMatrix matrix = read(parameters, WatchedTarget.find(store, target));
    if (matrix.rows().isEmpty()) {
      throw WatchedTarget.unknown();
    }
    return answer(
        TargetHealthView.of(matrix, new Titles(knowledge.knowledge(), language)), language);
  }

  private HealthMatrix read(Query parameters, @Nullable UUID target) {
    @Nullable String text = parameters.text("window");
    Window window =
        Window.of(text == null ? Window.DAY.word() : text)
            .orElseThrow(() ->
                Query.invalid(
                    "window",
                    "must be one of "
                        + Arrays.stream(Window.values())
                            .map(Window::word)
                            .collect(Collectors.joining(", "))));
    return store.matrix(Region.WORKSPACE, window, target, RegionName.of(parameters, regions));
  }

  /** Written here and not by the framework, because the tag is that of what is sent. */
  private HttpResponse<byte[]> answer(Object view, Language language) {
    try {
      byte[] body = json.writeValueAsBytes(view);
      CRC32C check = new CRC32C();
      check.update(body);
      String tag = "W/\"%x-%x\"".formatted(body.length, check.getValue());
      return HttpResponse.ok(body)
          .contentType(MediaType.APPLICATION_JSON_TYPE)
          .header(HttpHeaders.ETAG, tag)
          .header(HttpHeaders.CONTENT_LANGUAGE, language.tag())
          .header(HttpHeaders.VARY, HttpHeaders.ACCEPT_LANGUAGE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
