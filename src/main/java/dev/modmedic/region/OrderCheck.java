package dev.modmedic.region;

import dev.modmedic.access.WebAddress;
import dev.modmedic.go.SumDb;
import dev.modmedic.probe.ProbeKind;
import dev.modmedic.probe.ProbeSettings;
import dev.modmedic.probe.TargetType;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Tells what is wrong with an order before anything is probed.
 *
 * @param leastInterval at least a second
 * @param hosts which hosts may be probed
 */
public record OrderCheck(Duration leastInterval, HostRule hosts) {
  private static final Pattern NAME = Pattern.compile("[^\\p{Cc}\\p{Cf}\\p{Cs}\\s/]{1,100}");
  private static final Pattern ID =
      Pattern.compile("\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");
  private static final Set<String> DOTS = Set.of(".", "..");
  private static final Duration LONGEST_INTERVAL = Duration.ofDays(1);
  private static final Duration LONGEST_TIMEOUT = Duration.ofMinutes(5);

  /**
   * One thing that is wrong.
   *
   * @param field its name, with its parents before a slash: {@code settings/canaries}
   */
  public record Flaw(String field, String says) {}

  /** What is wrong with it; empty for an order that can be taken. */
  public List<Flaw> flaws(Order order, Set<String> regions) {
    Flaws flaws = new Flaws(new ArrayList<>());
    checkName(flaws, order.name());
    checkUrl(flaws, "url", order.url());
    checkInterval(flaws, order.interval());
    checkKinds(flaws, order);
    flaws.unless(!order.regions().isEmpty(), "regions", "must name at least one region");
    RegionNames names = new RegionNames(regions);
    for (String region : order.regions()) {
      names
          .flaw(region)
          .ifPresent(why ->
              flaws.add("regions", "has \"%s\", which %s".formatted(shortened(region), why)));
    }
    checkSettings(flaws, order);
    return List.copyOf(flaws.found);
  }

  private static void checkName(Flaws flaws, String name) {
    flaws.unless(
        NAME.matcher(name).matches(),
        "name",
        "must be 1 to 100 characters without blanks, slashes and control characters");
    // No client keeps dots in the path of a URL, and there an id would mean another target.
    flaws.unless(!DOTS.contains(name), "name", "must not be one or two dots alone");
    flaws.unless(!ID.matcher(name).matches(), "name", "must not look like an id");
  }

  private static String shortened(String text) {
    return text.length() <= 100 ? text : text.substring(0, 100) + "…";
  }

  private void checkInterval(Flaws flaws, Duration interval) {
    flaws.unless(
        interval.compareTo(leastInterval) >= 0 && interval.compareTo(LONGEST_INTERVAL) <= 0,
        "interval",
        "must be from %s to %s".formatted(leastInterval, LONGEST_INTERVAL));
  }

  private void checkUrl(Flaws flaws, String field, URI url) {
    WebAddress.flaws(url).forEach(flaw -> flaws.add(field, flaw));
    flaws.unless(url.getRawQuery() == null, field, "must not have a query");
    if (url.getHost() != null) {
      hosts.refusal(url.getHost()).ifPresent(why -> flaws.add(field, why));
    }
  }

  private static void checkKinds(Flaws flaws, Order order) {
    flaws.unless(!order.kinds().isEmpty(), "kinds", "must name at least one kind of probe");
    for (ProbeKind kind : order.kinds()) {
      String why = misfit(kind, order);
      if (why != null) {
        flaws.add("kinds", "has %s, which %s".formatted(kind.word(), why));
      }
    }
  }

  private static @Nullable String misfit(ProbeKind kind, Order order) {
    TargetType type = order.type();
    return switch (kind) {
      case TCP, HTTP -> null;
      case DNS -> {
        String host = order.url().getHost();
        yield host != null && HostRule.isLiteral(host) ? "needs a host name in the url" : null;
      }
      case TLS -> "https".equals(order.url().getScheme()) ? null : "needs an https url";
      case GOPROXY -> type == TargetType.GOPROXY ? null : "only fits the type goproxy";
      case SUMDB ->
          type == TargetType.SUMDB || type == TargetType.GOPROXY
              ? null
              : "only fits the types sumdb and goproxy";
      case VCS -> type == TargetType.VCS ? null : "only fits the type vcs";
    };
  }

  private void checkSettings(Flaws flaws, Order order) {
    ProbeSettings settings = order.settings();
    flaws.unless(
        settings.timeout().compareTo(LONGEST_TIMEOUT) <= 0,
        "settings/timeout",
        "must be at most " + LONGEST_TIMEOUT);
    Duration longest = Collections.min(List.of(settings.timeout(), order.interval()));
    Duration slowAfter = settings.slowAfter();
    flaws.unless(
        slowAfter == null || slowAfter.compareTo(longest) < 0,
        "settings/slowAfter",
        "must be below %s, which timeout and interval allow a probe to take".formatted(longest));
    flaws.unless(
        !order.kinds().contains(ProbeKind.GOPROXY) || !settings.canaries().isEmpty(),
        "settings/canaries",
        "must name a module version that the proxy has, such as golang.org/x/text@v0.3.0");
    ResolverForm.problems(settings.resolvers())
        .forEach(why -> flaws.add("settings/resolvers", why));
    checkSumDb(flaws, order);
    URI index = settings.index();
    if (index != null) {
      checkUrl(flaws, "settings/index", index);
    }
  }

  private void checkSumDb(Flaws flaws, Order order) {
    String value = order.settings().sumDb();
    if (value == null) {
      flaws.unless(
          !order.kinds().contains(ProbeKind.SUMDB),
          "settings/sumDb",
          "must say against which database to verify, such as sum.golang.org");
      return;
    }
    switch (SumDb.parse(value)) {
      case SumDb.Off() -> flaws.add("settings/sumDb", "must be a database; leave it out for none");
      case SumDb.Invalid(String problem) ->
          flaws.add("settings/sumDb", "is refused by go: " + problem);
      case SumDb.Database database -> {
        if (!database.url().isEmpty()) {
          checkSumDbUrl(flaws, database.url());
        }
      }
    }
  }

  private void checkSumDbUrl(Flaws flaws, String url) {
    try {
      checkUrl(flaws, "settings/sumDb", new URI(url));
    } catch (URISyntaxException e) {
      flaws.add("settings/sumDb", "has an address that is not a URL");
    }
  }

  private record Flaws(List<Flaw> found) {
    void add(String field, String says) {
      found.add(new Flaw(field, says));
    }

    void unless(boolean right, String field, String says) {
      if (!right) {
        add(field, says);
      }
    }
  }
}
