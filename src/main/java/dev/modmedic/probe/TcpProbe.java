package dev.modmedic.probe;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

/** Connects to each address of a target's host, IPv4 and IPv6. */
public final class TcpProbe implements Prober {
  private static final String ADDRESS = "tcp.address";
  private static final int MOST_ADDRESSES = 16;

  private final Connector connector;
  private final HostLookup lookup;
  private final FailureNames names;
  private final Clock clock;

  public TcpProbe(Connector connector, HostLookup lookup, FailureNames names, Clock clock) {
    this.connector = connector;
    this.lookup = lookup;
    this.names = names;
    this.clock = clock;
  }

  @Override
  public ProbeResult probe(ProbeRequest request) throws InterruptedException {
    Instant now = clock.instant();
    return look(request).result(now);
  }

  private Look look(ProbeRequest request) throws InterruptedException {
    URI url = request.target().url();
    // Behind a proxy it is the far end that resolves and chooses, and an address is one already.
    if (request.vantage().egress() != null || isLiteral(url.getHost())) {
      Attempt attempt = connector.connect(url, null, request.vantage(), request.deadline());
      return one(url, attempt);
    }
    long started = System.nanoTime();
    HostLookup.Answer answer = lookup.lookup(url.getHost(), request.deadline());
    Duration resolve = Duration.ofNanos(System.nanoTime() - started);
    return switch (answer) {
      case HostLookup.Answer.Failed failed -> unresolved(url, resolve, failed.says());
      case HostLookup.Answer.Found found ->
          each(request, found.addresses().stream().limit(MOST_ADDRESSES).toList(), resolve);
    };
  }

  private static boolean isLiteral(String host) {
    return host.startsWith("[") || host.matches("\\d{1,3}(?:\\.\\d{1,3}){3}");
  }

  private static Look one(URI url, Attempt attempt) {
    Failure failure = attempt.failure();
    CheckNote note =
        failure == null
            ? new CheckNote(ADDRESS, CheckNote.Level.PASS, url.getHost() + " answers")
            : new CheckNote(ADDRESS, CheckNote.Level.FAIL, failure.message());
    return new Look(attempt, List.of(note), null, Map.of());
  }

  private Look unresolved(URI url, Duration resolve, String says) {
    Failure failure =
        names.named(
            LookupWords.source(says),
            Phase.RESOLVE,
            "Get \"%s\": dial tcp: %s".formatted(url, says),
            LookupWords.otherwise(says));
    Timings timings = new Timings(resolve, null, null, null, null);
    return new Look(
        new Attempt(timings, resolve, 0, null, null, failure),
        List.of(new CheckNote(ADDRESS, CheckNote.Level.FAIL, failure.message())),
        null,
        Map.of());
  }

  private Look each(ProbeRequest request, List<InetAddress> addresses, Duration resolve)
      throws InterruptedException {
    Duration left = request.deadline().minus(resolve);
    List<Callable<Tried>> work = new ArrayList<>();
    for (InetAddress address : addresses) {
      work.add(() ->
          new Tried(
              address,
              connector.connect(request.target().url(), address, request.vantage(), left)));
    }
    List<Tried> tried = Together.all(work);
    Tried felt = felt(tried);
    Attempt of = felt.attempt();
    Duration connect = of.timings().connect();
    Attempt attempt =
        new Attempt(
            new Timings(resolve, connect, null, null, null),
            connect == null ? resolve : resolve.plus(connect),
            0,
            of.address(),
            null,
            of.failure());
    return new Look(attempt, notes(tried, of.failure() == null), null, Map.of());
  }

  /** What a user would feel: the first address that works, since the others are tried meanwhile. */
  private static Tried felt(List<Tried> tried) {
    return tried.stream()
        .filter(Tried::works)
        .findFirst()
        .or(() -> tried.stream().filter(one -> !one.isOwnFault()).findFirst())
        .orElseGet(tried::getFirst);
  }

  private static List<CheckNote> notes(List<Tried> tried, boolean anyWorks) {
    List<CheckNote> notes = new ArrayList<>();
    for (Tried one : tried) {
      notes.add(one.note(anyWorks));
    }
    if (anyWorks) {
      broken(tried, true).forEach(notes::add);
      broken(tried, false).forEach(notes::add);
    }
    return notes;
  }

  private static Stream<CheckNote> broken(List<Tried> tried, boolean six) {
    List<Tried> family = tried.stream().filter(one -> one.isSix() == six).toList();
    if (family.isEmpty() || family.stream().anyMatch(one -> one.works() || one.isOwnFault())) {
      return Stream.empty();
    }
    return Stream.of(
        new CheckNote(
            six ? "tcp.ipv6-broken" : "tcp.ipv4-broken",
            CheckNote.Level.WARN,
            "no %s address works, while the other kind does".formatted(six ? "IPv6" : "IPv4")));
  }

  /** One address and what came of it. */
  private record Tried(InetAddress address, Attempt attempt) {
    boolean works() {
      return attempt.failure() == null;
    }

    boolean isSix() {
      return address instanceof Inet6Address;
    }

    /** Whether it says nothing about the target: no IPv6 here, or not allowed to connect. */
    boolean isOwnFault() {
      Failure failure = attempt.failure();
      return failure != null && failure.source() == FailureSource.OWN_NETWORK;
    }

    CheckNote note(boolean anyWorks) {
      Failure failure = attempt.failure();
      String text = address.getHostAddress();
      if (failure == null) {
        Duration connect = Objects.requireNonNullElse(attempt.timings().connect(), Duration.ZERO);
        return new CheckNote(
            ADDRESS,
            CheckNote.Level.PASS,
            "%s connected in %d ms".formatted(text, connect.toMillis()));
      }
      if (anyWorks && isOwnFault()) {
        return new CheckNote(
            ADDRESS,
            CheckNote.Level.PASS,
            text + " cannot be tried from here: " + failure.message());
      }
      return new CheckNote(
          ADDRESS,
          anyWorks ? CheckNote.Level.WARN : CheckNote.Level.FAIL,
          text + ": " + failure.message());
    }
  }
}
