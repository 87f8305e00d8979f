package dev.modmedic.region.web;

import static dev.modmedic.region.Region.WORKSPACE;

import dev.modmedic.probe.ProbeKind;
import dev.modmedic.problem.IdempotencyKey;
import dev.modmedic.problem.JsonFields;
import dev.modmedic.problem.ProblemException;
import dev.modmedic.problem.ProblemType;
import dev.modmedic.problem.Query;
import dev.modmedic.region.ProbeNow;
import dev.modmedic.region.RegionNames;
import dev.modmedic.region.RegionStore;
import dev.modmedic.region.RunQueue.Asked;
import dev.modmedic.region.RunQueue.Wish;
import dev.modmedic.request.RequestKey;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Probing a target before it is due. */
@Controller(value = TargetController.PATH + "/{id}/probe", consumes = MediaType.ALL)
@ExecuteOn(TaskExecutors.BLOCKING)
final class ProbeController {
  private final ProbeNow probeNow;
  private final RegionStore regions;

  ProbeController(ProbeNow probeNow, RegionStore regions) {
    this.probeNow = probeNow;
    this.regions = regions;
  }

  /** The runs that were asked for. */
  @Serdeable
  record AskedView(List<RunView> runs) {}

  /**
   * One run.
   *
   * @param result where its result will be
   */
  @Serdeable
  record RunView(String assignment, String kind, String due, String result) {}

  @Post
  HttpResponse<AskedView> probe(HttpRequest<byte[]> request, String id) {
    @Nullable RequestKey key = IdempotencyKey.of(request);
    Wish wish = wish(request, Query.pathId(id, ProblemType.UNKNOWN_TARGET));
    return switch (probeNow.ask(WORKSPACE, wish, key)) {
      case ProbeNow.Answer.Asked(List<Asked> runs, boolean repeated) ->
          repeated
              ? IdempotencyKey.replayed(asked(HttpResponse.ok(), wish, runs))
              : asked(HttpResponse.accepted(), wish, runs);
      case ProbeNow.Answer.UnknownTarget() ->
          throw ProblemException.unknown(ProblemType.UNKNOWN_TARGET);
      case ProbeNow.Answer.NotProbed() -> throw notProbed(wish.region());
      case ProbeNow.Answer.TooMany() -> throw refused(ProblemType.TOO_MANY_RUNS);
    };
  }

  private static Wish wish(HttpRequest<byte[]> request, UUID target) {
    JsonFields fields = JsonFields.of(request, "must be an object with a region");
    fields.only(Set.of("region", "kind"));
    @Nullable String region = fields.words("region");
    if (region == null) {
      fields.flaw("region", "is missing");
    }
    @Nullable String word = fields.text("kind");
    Optional<ProbeKind> kind = word == null ? Optional.empty() : ProbeKind.of(word);
    if (word != null && kind.isEmpty()) {
      fields.flaw("kind", "may be dns, tcp, tls, http, goproxy, sumdb and vcs");
    }
    fields.check();
    return new Wish(target, Objects.requireNonNull(region), kind.orElse(null));
  }

  private static MutableHttpResponse<AskedView> asked(
      MutableHttpResponse<AskedView> response, Wish wish, List<Asked> runs) {
    String results = TargetController.PATH + "/" + wish.target() + "/results";
    AskedView view = new AskedView(runs.stream().map(run -> view(run, results)).toList());
    return response
        .body(view)
        .header(
            HttpHeaders.LOCATION,
            results + "?region=" + wish.region() + "&since=" + runs.getFirst().key().due());
  }

  private static RunView view(Asked run, String results) {
    UUID assignment = run.key().assignment();
    return new RunView(
        assignment.toString(),
        run.kind().word(),
        run.key().due().toString(),
        "%s?assignment=%s&since=%s&until=%s"
            .formatted(results, assignment, run.key().due(), run.key().due().plusMillis(1)));
  }

  private ProblemException notProbed(String region) {
    return RegionNames.of(regions, WORKSPACE)
        .flaw(region)
        .map(flaw -> ProblemException.at(ProblemType.INVALID_FIELD, "/region", flaw))
        .orElseGet(() -> refused(ProblemType.NOT_PROBED_THERE));
  }

  private static ProblemException refused(ProblemType type) {
    return new ProblemException(type, type.title() + ". " + type.advice());
  }
}
