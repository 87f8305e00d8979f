package dev.modmedic.probe;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Asks a repository for its references by git's smart HTTP, as {@code git ls-remote} does. */
public final class VcsProbe implements Prober {
  private static final String ADVERTISEMENT = "vcs.advertisement";
  private static final String TYPE = "application/x-git-upload-pack-advertisement";
  private static final long MOST_BYTES = 16L << 20;

  private final Fetcher fetcher;
  private final FailureNames names;
  private final Clock clock;

  public VcsProbe(Fetcher fetcher, FailureNames names, Clock clock) {
    this.fetcher = fetcher;
    this.names = names;
    this.clock = clock;
  }

  @Override
  public ProbeResult probe(ProbeRequest request) throws InterruptedException {
    Instant now = clock.instant();
    String repository = request.target().url().toString().replaceFirst("/+$", "");
    Exchange<Advertisement> exchange =
        fetcher.fetch(
            new Fetcher.Fetch(
                URI.create(repository + "/info/refs?service=git-upload-pack"),
                request.vantage(),
                Map.of("Git-Protocol", "version=2"),
                request.deadline(),
                MOST_BYTES),
            VcsProbe::read);
    return switch (exchange) {
      case Exchange.Broken<Advertisement>(Attempt attempt, long atLeast) ->
          new Look(ofRepository(attempt, atLeast > 0), List.of(), null, Map.of()).result(now);
      case Exchange.Answered<Advertisement> answered -> judged(repository, answered).result(now);
    };
  }

  /** What would be odd of a module proxy is so of a repository as well. */
  private static Attempt ofRepository(Attempt broken, boolean tooLarge) {
    Failure failure = broken.failure();
    if (failure == null || !isOdd(failure)) {
      return broken;
    }
    return HttpProbe.failed(
        broken, failure.as(tooLarge ? "vcs.transfer-broken" : "vcs.server-error"));
  }

  private static boolean isOdd(Failure failure) {
    return failure.isOf("goproxy") || failure.code().equals("http.unexpected-answer");
  }

  /** Breaks of the stream are the fetcher's to tell, and so are not caught here. */
  private static Advertisement read(InputStream body) throws IOException {
    return Advertisement.read(body);
  }

  private Look judged(String repository, Exchange.Answered<Advertisement> answered) {
    Optional<Failure> failure = failure(repository, answered);
    CheckNote note =
        failure
            .map(f -> new CheckNote(ADVERTISEMENT, CheckNote.Level.FAIL, f.message()))
            .orElseGet(() ->
                new CheckNote(
                    ADVERTISEMENT,
                    CheckNote.Level.PASS,
                    Optional.ofNullable(answered.body()).map(Advertisement::says).orElse("")));
    return new Look(
        failure.map(f -> HttpProbe.failed(answered.attempt(), f)).orElseGet(answered::attempt),
        List.of(note),
        answered.certificateExpiresAt(),
        Map.of());
  }

  private Optional<Failure> failure(String repository, Exchange.Answered<Advertisement> answered) {
    Advertisement advertisement = answered.body();
    if (advertisement == null) {
      return Optional.of(refused(repository, answered.status()));
    }
    String type = answered.headers().getOrDefault("content-type", List.of("")).getFirst();
    if (!type.strip().equals(TYPE)) {
      return Optional.of(
          content(
              repository,
              "the content type is \"%s\", not that of git's smart HTTP".formatted(type)));
    }
    return advertisement.problem().map(problem -> content(repository, problem));
  }

  /** In the words of git, since that is what {@code go} shows. */
  private Failure refused(String repository, int status) {
    return switch (status) {
      case 401 ->
          named(
              "fatal: could not read Username for '%s': terminal prompts disabled"
                  .formatted(URI.create(repository).resolve("/").toString().replaceFirst("/$", "")),
              "auth.credentials-missing");
      case 404 ->
          named(
              "fatal: repository '%s/' not found".formatted(repository),
              "vcs.repository-not-found");
      case 403 ->
          // To git this may be a wrong password, but the probe sent none.
          new Failure(FailureSource.TARGET, "vcs.server-error", unable(repository, status), null);
      default ->
          named(
              unable(repository, status), status == 429 ? "http.rate-limited" : "vcs.server-error");
    };
  }

  private static String unable(String repository, int status) {
    return "fatal: unable to access '%s/': The requested URL returned error: %d"
        .formatted(repository, status);
  }

  private Failure content(String repository, String problem) {
    return new Failure(
        FailureSource.TARGET,
        "vcs.transfer-broken",
        "%s/info/refs: %s".formatted(repository, problem),
        null);
  }

  private Failure named(String git, String otherwise) {
    return names.named(FailureSource.TARGET, null, git, otherwise);
  }
}
