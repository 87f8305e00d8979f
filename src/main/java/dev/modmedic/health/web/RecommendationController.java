package dev.modmedic.health.web;

import dev.modmedic.evidence.Language;
import dev.modmedic.go.ProxyList;
import dev.modmedic.health.LineReplay;
import dev.modmedic.health.RecommendProxies;
import dev.modmedic.problem.Query;
import dev.modmedic.problem.Takes;
import dev.modmedic.region.Region;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Which GOPROXY line to use, and what any line leads to. */
@Controller("/v1/recommendations")
@ExecuteOn(TaskExecutors.BLOCKING)
final class RecommendationController {
  private static final Pattern LINE = Pattern.compile("[^\\p{Cntrl}\\p{Cs}]{0,2000}");

  private final RecommendProxies recommend;

  RecommendationController(RecommendProxies recommend) {
    this.recommend = recommend;
  }

  @Takes({"region", "goproxy"})
  @Get("/goproxy")
  HttpResponse<RecommendationView> goproxy(HttpRequest<?> request, Language language) {
    Query parameters = Query.of(request);
    @Nullable String asked = RegionName.of(parameters);
    List<String> regions = recommend.regions(Region.WORKSPACE);
    String region = Objects.requireNonNullElse(asked, Region.LOCAL);
    if (!regions.contains(region)) {
      throw Query.invalid("region", "is not the name of a region");
    }
    List<LineReplay> replays =
        replays(parameters.text("goproxy"), asked == null ? regions : List.of(region));
    RecommendationView view =
        RecommendationView.of(recommend.recommend(Region.WORKSPACE, region), replays, language);
    return HttpResponse.ok(view)
        .contentType(MediaType.APPLICATION_JSON_TYPE)
        .header(HttpHeaders.CONTENT_LANGUAGE, language.tag())
        .header(HttpHeaders.VARY, HttpHeaders.ACCEPT_LANGUAGE);
  }

  private List<LineReplay> replays(@Nullable String line, List<String> regions) {
    if (line == null) {
      return List.of();
    }
    if (!LINE.matcher(line).matches()) {
      throw Query.invalid("goproxy", "must be at most 2000 characters without control characters");
    }
    // What go does with a variable that is set and empty.
    ProxyList list = ProxyList.parse(line.isEmpty() ? ProxyList.DEFAULT : line);
    return regions.stream()
        .map(region -> recommend.replay(Region.WORKSPACE, region, list))
        .toList();
  }
}
