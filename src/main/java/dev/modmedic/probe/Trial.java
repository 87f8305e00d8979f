package dev.modmedic.probe;

import dev.modmedic.probe.CheckNote.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One try of a probe: asks, and keeps what it comes to. For one thread. */
final class Trial {
  /** What a server may take that has answered before; with less, our own deadline is to blame. */
  private static final Duration FAIR = Duration.ofSeconds(2);

  private final Fetcher fetcher;
  private final FailureNames names;
  private final Vantage vantage;
  private final TimeLeft time;
  private final long startedAt = System.nanoTime();
  private final List<CheckNote> checks = new ArrayList<>();
  private final Map<String, String> facts = new LinkedHashMap<>();
  private final List<Fault> faults = new ArrayList<>();
  private @Nullable Attempt first;
  private @Nullable Instant certificateExpiresAt;
  private long bytes;
  private boolean silent;
  private boolean lenient;
  private @Nullable Failure late;

  private record Fault(Failure failure, boolean passing) {}

  Trial(Fetcher fetcher, FailureNames names, Vantage vantage, TimeLeft time) {
    this.fetcher = fetcher;
    this.names = names;
    this.vantage = vantage;
    this.time = time;
  }

  /** Asks for one thing; what comes of it is not yet a verdict. */
  <T> Heard<T> ask(Question question, Fetcher.BodyReader<T> reader) throws InterruptedException {
    if (time.isOver()) {
      String message = "Get \"%s\": context deadline exceeded".formatted(question.url());
      late = new Failure(FailureSource.TARGET, "http.timeout", message, null);
      return new Heard.Trouble<>(late, null, true);
    }
    Duration share = time.share(question.budget());
    Exchange<T> exchange =
        fetcher.fetch(
            new Fetcher.Fetch(
                question.url(), vantage, question.headers(), share, question.maxBytes()),
            reader);
    bytes += exchange.attempt().bytes();
    boolean again = first != null;
    if (first == null) {
      first = exchange.attempt();
    }
    return switch (exchange) {
      case Exchange.Answered<T> answered -> sort(question, answered);
      case Exchange.Broken<T>(Attempt attempt) -> {
        Failure failure = Objects.requireNonNull(attempt.failure(), "failure of a broken exchange");
        silent |= failure.phase() != Phase.TRANSFER;
        if (again && share.compareTo(FAIR) < 0 && failure.code().equals("http.timeout")) {
          late = failure;
        }
        yield new Heard.Trouble<>(failure, null, true);
      }
    };
  }

  private <T> Heard<T> sort(Question question, Exchange.Answered<T> answered) {
    Instant end = answered.certificateExpiresAt();
    if (certificateExpiresAt == null || (end != null && end.isBefore(certificateExpiresAt))) {
      certificateExpiresAt = end;
    }
    int status = answered.status();
    T body = answered.body();
    if (status == 200 && body != null) {
      return new Heard.Content<>(body, answered);
    }
    if (status == 404 || status == 410) {
      return new Heard.Missing<>(question.url(), answered);
    }
    Failure failure = named(question.trouble(status, answered.text()), question.code(status));
    return new Heard.Trouble<>(failure, status, status == 429 || status >= 500);
  }

  /** Names what {@code go} would print of content that is wrong. */
  Failure named(String goText, String otherwise) {
    return names.named(FailureSource.TARGET, null, goText, otherwise);
  }

  /** Words what {@code go} would print of something whose cause was proved here. */
  Failure proved(String goText, String code) {
    Failure named = named(goText, code);
    return new Failure(named.source(), code, named.message(), named.phase());
  }

  void pass(String check, String says) {
    checks.add(new CheckNote(check, Level.PASS, says));
  }

  void warn(String check, String says) {
    checks.add(new CheckNote(check, Level.WARN, says));
  }

  /**
   * Keeps what go would make of a part; of several answers to the same part the first one that
   * failed counts.
   */
  void answered(ProxyPart part, dev.modmedic.go.Outcome outcome) {
    if (outcome.isFailure() || part == ProxyPart.SUPPORTED) {
      facts.putIfAbsent(part.fact(), outcome.word());
    }
  }

  /**
   * Tells what is broken. That our time ran out, or that a server of others fails for the moment,
   * is only worth knowing.
   *
   * @param passing whether a second try may come to something else
   */
  void fail(String check, String about, Failure failure, boolean passing) {
    String says = about + ": " + failure.message();
    if (isLate(failure)) {
      warn(check, says);
    } else if (lenient && passing) {
      warn(check, says);
    } else {
      checks.add(new CheckNote(check, Level.FAIL, says));
      faults.add(new Fault(failure, passing));
    }
  }

  void fail(String check, String about, Heard.Trouble<?> trouble) {
    fail(check, about, trouble.failure(), trouble.passing());
  }

  void fact(String name, String value) {
    facts.put(name, value);
  }

  /** From now on servers are asked that are not the target. */
  void asksOthers() {
    lenient = true;
  }

  /** Whether a failure is only that our own time ran out. */
  boolean isLate(Failure failure) {
    return failure.equals(late) && first != null;
  }

  /** Whether the server no longer speaks. */
  boolean isSilent() {
    return silent;
  }

  /** The last thing that was found broken; null if nothing was. */
  @Nullable Failure lastFault() {
    return faults.isEmpty() ? null : faults.getLast().failure();
  }

  /** Whether it makes sense to ask the server more: it speaks, and there is time. */
  boolean goesOn() {
    return !silent && !isCutShort();
  }

  /** Whether there was not the time to check everything. */
  boolean isCutShort() {
    return time.isOver();
  }

  boolean hasFailed() {
    return !faults.isEmpty();
  }

  /** Whether all that failed may go well a moment later. */
  boolean mayPass() {
    return faults.stream().allMatch(Fault::passing);
  }

  boolean hasWarnings() {
    return checks.stream().anyMatch(check -> check.level() == Level.WARN);
  }

  /** The exchange that users feel; nothing if none was begun. */
  Attempt felt() {
    return first != null ? first : new Attempt(Timings.NONE, Duration.ZERO, 0, null, null, null);
  }

  /** The whole try, with the times of the exchange that users feel. */
  Attempt attempt() {
    Attempt felt = felt();
    return new Attempt(
        felt.timings(),
        Duration.ofNanos(System.nanoTime() - startedAt),
        bytes,
        felt.address(),
        felt.status(),
        faults.isEmpty() ? null : faults.getFirst().failure());
  }

  List<CheckNote> checks() {
    return List.copyOf(checks);
  }

  Map<String, String> facts() {
    return Map.copyOf(facts);
  }

  @Nullable Instant certificateExpiresAt() {
    return certificateExpiresAt;
  }
}
