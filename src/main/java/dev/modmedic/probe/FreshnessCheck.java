package dev.modmedic.probe;

import dev.modmedic.go.ModulePath;
import dev.modmedic.go.ModuleVersion;
import dev.modmedic.go.Version;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Measures how long new versions take to reach a proxy: follows one version of the index feed from
 * run to run until the proxy serves it, then the next.
 */
final class FreshnessCheck {
  static final String FRESHNESS = "goproxy.freshness";

  /** Normal is up to half an hour, if a version was asked for before it was there. */
  private static final Duration LATE = Duration.ofMinutes(30);

  /** A version that is not there by then will not come. */
  private static final Duration GIVEN_UP = Duration.ofHours(24);

  private static final Duration RECENT = Duration.ofMinutes(5);
  private static final int ENTRIES = 100;
  private static final int LARGEST_FEED = 1 << 20;

  private final Trial trial;
  private final ProxyClient client;
  private final JsonObjects json;
  private final ProbeMemory memory;
  private final URI index;
  private final Instant now;
  private final String key;

  FreshnessCheck(
      Trial trial,
      ProxyClient client,
      JsonObjects json,
      ProbeMemory memory,
      URI index,
      Instant now,
      String region) {
    this.trial = trial;
    this.client = client;
    this.json = json;
    this.memory = memory;
    this.index = index;
    this.now = now;
    this.key = "goproxy-freshness %s %s %s".formatted(client.address().base(), index, region);
  }

  /** A version that the index told of at {@code since}. */
  private record Followed(ModuleVersion version, Instant since) {
    static Optional<Followed> read(String text) {
      String[] parts = text.split(" ", 2);
      return parts.length < 2 ? Optional.empty() : of(parts[1], parts[0]);
    }

    static Optional<Followed> of(String version, String since) {
      try {
        Instant at = Instant.parse(since);
        return ModuleVersion.parse(version).map(parsed -> new Followed(parsed, at));
      } catch (DateTimeException notATime) {
        return Optional.empty();
      }
    }
  }

  void check() throws InterruptedException {
    Optional<Followed> followed = Followed.read(memory.recall(key).orElse(""));
    if (followed.isEmpty()) {
      followed = newest();
    }
    if (followed.isPresent() && trial.goesOn()) {
      follow(followed.get());
    }
  }

  private void follow(Followed followed) throws InterruptedException {
    ModulePath path = followed.version().path();
    Version version = followed.version().version();
    Duration age = Duration.between(followed.since(), now);
    String says = "%s, %d s after the index had it".formatted(followed.version(), age.toSeconds());
    switch (client.info(path, version)) {
      case Heard.Content<String> content -> {
        trial.pass(FRESHNESS, says);
        trial.fact("goproxy.lag-seconds", "" + age.toSeconds());
        memory.remember(key, "");
      }
      case Heard.Missing<String> missing -> {
        if (age.compareTo(LATE) > 0) {
          trial.warn(FRESHNESS, "still without " + says);
        } else {
          trial.pass(FRESHNESS, "not yet with " + says);
        }
        boolean givenUp = age.compareTo(GIVEN_UP) > 0;
        memory.remember(key, givenUp ? "" : followed.since() + " " + followed.version());
      }
      case Heard.Trouble<String> trouble -> trial.fail(FRESHNESS, says, trouble);
    }
  }

  /** The newest version of the feed; a feed that cannot be read says nothing about the proxy. */
  private Optional<Followed> newest() throws InterruptedException {
    // Whole seconds could ask for the same entries for ever.
    Instant since = now.minus(RECENT).truncatedTo(ChronoUnit.MICROS);
    URI url = URI.create("%s?since=%s&limit=%d".formatted(index, since, ENTRIES));
    var question = new Question(url, Map.of(), client.budget(), LARGEST_FEED, false);
    Heard<String> heard = trial.ask(question, ProxyClient::utf8);
    if (!(heard instanceof Heard.Content<String>(String body, var answer))) {
      trial.pass(FRESHNESS, "not measured, since the index could not be read: " + url);
      return Optional.empty();
    }
    return body.lines()
        .flatMap(line -> json.read(line).stream())
        .flatMap(entry -> entry(entry).stream())
        .reduce((earlier, later) -> later);
  }

  private Optional<Followed> entry(Map<String, @Nullable Object> entry) {
    return Stream.of(entry)
        .filter(each -> each.get("Path") instanceof String && each.get("Version") instanceof String)
        .filter(each -> each.get("Timestamp") instanceof String)
        .flatMap(each ->
            Followed.of(each.get("Path") + "@" + each.get("Version"), "" + each.get("Timestamp"))
                .stream())
        .findFirst();
  }
}
