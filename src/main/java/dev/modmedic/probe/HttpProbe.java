package dev.modmedic.probe;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Gets a target's URL once. */
public final class HttpProbe implements Prober {
  private static final String STATUS = "http.status";
  private static final String UNEXPECTED = "http.unexpected-answer";
  private static final List<String> LAYERS_OF_GO = List.of("goproxy", "vcs", "module", "checksum");

  /** Enough to feel how fast a server sends; the rest of a longer body is left. */
  private static final int ENOUGH = 1 << 20;

  private final Fetcher fetcher;
  private final FailureNames names;
  private final Clock clock;

  public HttpProbe(Fetcher fetcher, FailureNames names, Clock clock) {
    this.fetcher = fetcher;
    this.names = names;
    this.clock = clock;
  }

  @Override
  public ProbeResult probe(ProbeRequest request) throws InterruptedException {
    Instant now = clock.instant();
    Exchange<Integer> exchange =
        fetcher.fetch(
            new Fetcher.Fetch(
                request.target().url(),
                request.vantage(),
                Map.of(),
                request.deadline(),
                Long.MAX_VALUE), // however long it is, reading stops
            HttpProbe::discard);
    return switch (exchange) {
      case Exchange.Broken<Integer>(Attempt attempt, long atLeast) ->
          new Look(plain(attempt), List.of(), null, Map.of()).result(now);
      case Exchange.Answered<Integer> answered -> judged(request.target(), answered).result(now);
    };
  }

  private static int discard(InputStream body) throws IOException {
    byte[] scrap = new byte[8192];
    int total = 0;
    for (int read = 0; read >= 0 && total < ENOUGH; read = body.read(scrap)) {
      total += read;
    }
    return total;
  }

  private Look judged(Target target, Exchange.Answered<Integer> answered) {
    List<CheckNote> notes = new ArrayList<>();
    if (!answered.url().equals(target.url())) {
      notes.add(
          new CheckNote("http.redirect", CheckNote.Level.PASS, "redirected to " + answered.url()));
    }
    Attempt attempt = answered.attempt();
    if (accepts(target.settings().acceptedStatus(), answered.status())) {
      notes.add(new CheckNote(STATUS, CheckNote.Level.PASS, "status " + answered.status()));
    } else {
      Failure failure = failure(answered.url(), answered.status(), answered.text());
      notes.add(new CheckNote(STATUS, CheckNote.Level.FAIL, failure.message()));
      attempt = failed(attempt, failure);
    }
    return new Look(attempt, notes, answered.certificateExpiresAt(), Map.of());
  }

  private static boolean accepts(List<Integer> accepted, int status) {
    return accepted.isEmpty() ? status >= 200 && status < 300 : accepted.contains(status);
  }

  /** In words of our own, since go asks no such server and would name a module proxy. */
  private Failure failure(URI url, int status, String text) {
    String words = GoWords.reading(url, status, text).replaceFirst("^reading \\S+ ", "");
    return names.named(
        FailureSource.TARGET,
        null,
        "Get \"%s\": unexpected status %s".formatted(url, words),
        status >= 500 && status < 600 ? "http.server-error" : UNEXPECTED);
  }

  /** A server that is asked for a page alone is neither a module proxy nor a repository. */
  private static Attempt plain(Attempt broken) {
    Failure failure = broken.failure();
    return failure != null && isOfGo(failure) ? failed(broken, failure.as(UNEXPECTED)) : broken;
  }

  private static boolean isOfGo(Failure failure) {
    return LAYERS_OF_GO.stream().anyMatch(failure::isOf)
        || failure.code().equals("http.insecure-refused");
  }

  static Attempt failed(Attempt attempt, Failure failure) {
    return new Attempt(
        attempt.timings(),
        attempt.total(),
        attempt.bytes(),
        attempt.address(),
        attempt.status(),
        failure);
  }
}
