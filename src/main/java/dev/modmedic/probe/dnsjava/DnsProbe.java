package dev.modmedic.probe.dnsjava;

import dev.modmedic.access.EgressPolicy;
import dev.modmedic.probe.Attempt;
import dev.modmedic.probe.CheckNote;
import dev.modmedic.probe.Failure;
import dev.modmedic.probe.FailureNames;
import dev.modmedic.probe.FailureSource;
import dev.modmedic.probe.Fetcher;
import dev.modmedic.probe.Outcome;
import dev.modmedic.probe.Phase;
import dev.modmedic.probe.ProbeRequest;
import dev.modmedic.probe.ProbeResult;
import dev.modmedic.probe.Prober;
import dev.modmedic.probe.ResolverAddress;
import dev.modmedic.probe.Timings;
import dev.modmedic.probe.Together;
import dev.modmedic.probe.Vantage;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.Name;
import org.xbill.DNS.TextParseException;

/** Asks each configured resolver for a target's host, and compares what they say. */
public final class DnsProbe implements Prober {
  private static final String ANSWER = "dns.answer";

  private final SystemLookup system;
  private final Fetcher fetcher;
  private final EgressPolicy policy;
  private final FailureNames names;
  private final Clock clock;

  public DnsProbe(
      SystemLookup system, Fetcher fetcher, EgressPolicy policy, FailureNames names, Clock clock) {
    this.system = system;
    this.fetcher = fetcher;
    this.policy = policy;
    this.names = names;
    this.clock = clock;
  }

  @Override
  public ProbeResult probe(ProbeRequest request) throws InterruptedException {
    Instant now = clock.instant();
    String host = request.target().url().getHost();
    if (host.startsWith("[") || host.matches("[0-9.]+")) {
      String says = host + " is an address; there is nothing to resolve";
      return unasked(now, new CheckNote(ANSWER, CheckNote.Level.PASS, says), null);
    }
    Optional<Name> name = name(host);
    if (name.isEmpty()) {
      Failure failure =
          new Failure(
              FailureSource.TARGET,
              "dns.host-not-found",
              "lookup %s: no such host, as no name is that long".formatted(host),
              Phase.RESOLVE);
      return unasked(now, new CheckNote(ANSWER, CheckNote.Level.FAIL, failure.message()), failure);
    }
    List<String> resolvers = request.target().settings().resolvers();
    long started = System.nanoTime();
    List<Callable<Asked>> work = new ArrayList<>();
    for (String resolver : resolvers.isEmpty() ? List.of("system") : resolvers) {
      work.add(() -> ask(resolver, name.get(), request));
    }
    List<Asked> asked = Together.all(work);
    Duration total = Duration.ofNanos(System.nanoTime() - started);
    return compared(now, host, asked, total);
  }

  private static ProbeResult unasked(Instant now, CheckNote note, @Nullable Failure failure) {
    Attempt attempt = new Attempt(Timings.NONE, Duration.ZERO, 0, null, null, failure);
    return result(now, attempt, List.of(note), Map.of());
  }

  /** Empty for what is too long to be asked for. */
  private static Optional<Name> name(String host) {
    try {
      return Optional.of(Name.fromString(host, Name.root));
    } catch (TextParseException e) {
      return Optional.empty();
    }
  }

  private Asked ask(String resolver, Name name, ProbeRequest request) throws InterruptedException {
    Servers servers = servers(ResolverAddress.of(resolver), request.vantage());
    if (servers.objection() != null) {
      return new Asked(resolver, null, Duration.ZERO, servers.objection());
    }
    long started = System.nanoTime();
    Answers answers = Inquiries.ask(servers.channels(), name, request.deadline());
    return new Asked(resolver, answers, Duration.ofNanos(System.nanoTime() - started), null);
  }

  private record Servers(List<Channel> channels, @Nullable String objection) {}

  private Servers servers(ResolverAddress resolver, Vantage vantage) {
    if (vantage.egress() != null && !(resolver instanceof ResolverAddress.Https)) {
      return new Servers(List.of(), "only https:// resolvers can be asked through a proxy");
    }
    return switch (resolver) {
      case ResolverAddress.System any -> new Servers(system.servers().channels(), null);
      case ResolverAddress.Udp(InetSocketAddress server) -> guarded(server, new UdpChannel(server));
      case ResolverAddress.Tcp(InetSocketAddress server) -> guarded(server, new TcpChannel(server));
      case ResolverAddress.Https(var url) ->
          new Servers(List.of(new HttpsChannel(url, fetcher, vantage)), null);
    };
  }

  private Servers guarded(InetSocketAddress server, Channel channel) {
    return policy
        .refusal(server.getAddress())
        .map(refusal ->
            new Servers(List.of(), refusal + ", which MODMEDIC_EGRESS_ALLOW does not allow"))
        .orElseGet(() -> new Servers(List.of(channel), null));
  }

  private ProbeResult compared(Instant now, String host, List<Asked> asked, Duration total) {
    List<CheckNote> notes = new ArrayList<>();
    boolean anyAnswer = asked.stream().anyMatch(Asked::hasAddresses);
    for (Asked one : asked) {
      notes.add(one.note(anyAnswer));
      one.truncation().ifPresent(notes::add);
    }
    Comparison comparison = new Comparison(asked);
    notes.addAll(comparison.notes());
    hostsFile(host, asked).ifPresent(notes::add);
    Optional<Failure> failure =
        comparison
            .poisoned()
            .map(says -> new Failure(FailureSource.RESOLVER, "dns.poisoned", says, Phase.RESOLVE))
            .or(() -> anyAnswer ? Optional.empty() : Optional.of(failure(host, asked)));
    Asked first = asked.getFirst();
    Timings timings =
        first.answers() == null
            ? Timings.NONE
            : new Timings(first.elapsed(), null, null, null, null);
    return result(
        now, new Attempt(timings, total, 0, null, null, failure.orElse(null)), notes, facts(asked));
  }

  /** Nobody knew an address: the first that could be asked stands for all. */
  private Failure failure(String host, List<Asked> asked) {
    Optional<Asked> answered =
        asked.stream()
            .filter(one -> one.answers() != null)
            .min(Comparator.comparing(one -> one.source(host) == FailureSource.OWN_NETWORK));
    return answered
        .map(one ->
            names.named(
                one.source(host),
                Phase.RESOLVE,
                "Get \"https://%s/\": dial tcp: %s".formatted(host, one.says(host)),
                one.otherwise(host)))
        .orElseGet(() ->
            new Failure(
                FailureSource.OWN_NETWORK,
                "tcp.blocked-locally",
                asked.getFirst().says(host),
                Phase.RESOLVE));
  }

  private Optional<CheckNote> hostsFile(String host, List<Asked> asked) {
    List<InetAddress> written = system.hostsFile(host);
    boolean known =
        asked.stream().anyMatch(one -> one.addresses().stream().anyMatch(written::contains));
    return written.isEmpty() || known
        ? Optional.empty()
        : Optional.of(
            new CheckNote(
                "dns.hosts-override",
                CheckNote.Level.WARN,
                "the hosts file says %s, which no resolver does".formatted(Asked.text(written))));
  }

  private static Map<String, String> facts(List<Asked> asked) {
    Map<String, String> facts = new LinkedHashMap<>();
    asked.stream()
        .filter(Asked::hasAddresses)
        .findFirst()
        .ifPresent(one -> facts.put("dns.addresses", Asked.text(one.addresses())));
    return facts;
  }

  private static ProbeResult result(
      Instant now, Attempt attempt, List<CheckNote> notes, Map<String, String> facts) {
    boolean warned = notes.stream().anyMatch(note -> note.level() == CheckNote.Level.WARN);
    Outcome outcome =
        attempt.failure() != null ? Outcome.FAILED : warned ? Outcome.DEGRADED : Outcome.PASSED;
    return new ProbeResult(now, outcome, attempt, List.of(), notes, null, facts);
  }
}
