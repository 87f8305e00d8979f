package dev.modmedic.diagnosis;

import dev.modmedic.diagnosis.Evidence.Source;
import dev.modmedic.evidence.Text;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Holds what probes see at a candidate's host against the candidate. */
record Probed(List<ProbeFact> facts, @Nullable String region) {
  /** Where a host that is down shows itself; a wrong checksum, say, is no matter of reaching it. */
  private static final Set<String> LAYERS = Set.of("dns", "tcp", "tls", "http", "goproxy", "vcs");

  private static final String UNREACHABLE_DATABASE = "checksum.sumdb-unreachable";

  /** What a candidate gains if the probes met the very same cause, or at least no answer. */
  private static final double SAME_CAUSE = 1.5;

  private static final double SAME_HOST = 0.5;

  /** Of that, if they met it elsewhere than where the client is. */
  private static final double ELSEWHERE = 0.5;

  private static final int MOST = 2;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

  static Probed of(Inquiry inquiry) {
    return new Probed(inquiry.probes(), inquiry.context().region());
  }

  /** The candidate with what the probes add to it; the same if they know nothing of its host. */
  Candidate weighed(Candidate candidate) {
    return about(candidate).stream().mapToDouble(fact -> weight(candidate, fact)).max().stream()
        .mapToObj(more -> candidate.scored(candidate.score() + more))
        .findFirst()
        .orElse(candidate);
  }

  /** What the probes say of the candidate's host, the nearest to the client first. */
  List<Evidence> evidence(Candidate candidate) {
    return about(candidate).stream().limit(MOST).map(this::said).toList();
  }

  private double weight(Candidate candidate, ProbeFact fact) {
    double weight = candidate.cause().code().equals(fact.cause()) ? SAME_CAUSE : SAME_HOST;
    return concerns(fact) ? weight : weight * ELSEWHERE;
  }

  private List<ProbeFact> about(Candidate candidate) {
    String code = candidate.cause().code();
    if (facts.isEmpty()
        || !(LAYERS.contains(code.substring(0, code.indexOf('.')))
            || code.equals(UNREACHABLE_DATABASE))) {
      return List.of();
    }
    Set<String> hosts =
        Stream.of("host", "url", "proxy", "sumdb")
            .map(candidate.captures()::get)
            .filter(Objects::nonNull)
            .map(Probed::host)
            .collect(Collectors.toSet());
    return facts.stream()
        .filter(fact -> hosts.contains(fact.host()))
        .sorted(
            Comparator.comparing((ProbeFact fact) -> !concerns(fact))
                .thenComparing(ProbeFact::since))
        .toList();
  }

  /** Whether the client is where the trouble is seen. */
  private boolean concerns(ProbeFact fact) {
    return fact.region() == null || fact.region().equals(region);
  }

  private Evidence said(ProbeFact fact) {
    String text =
        "%s %s %s since %s%s"
            .formatted(
                fact.host(),
                fact.flapping() ? "flapping" : "down",
                fact.region() == null ? "everywhere" : "from " + fact.region(),
                fact.since(),
                fact.cause() == null ? "" : " (" + fact.cause() + ")");
    return new Evidence(Source.PROBE, null, text, says(fact));
  }

  private Text says(ProbeFact fact) {
    String since = TIME.format(fact.since());
    String from = fact.region() == null ? String.join(", ", fact.regions()) : fact.region();
    Text opening =
        concerns(fact) && !fact.flapping()
            ? new Text("It is not you: ", "问题不在您这边：")
            : new Text("It may not be you: ", "问题可能不在您这边：");
    Text state =
        fact.flapping()
            ? new Text("has been coming and going", "时好时坏")
            : new Text("has been down", "无法使用");
    return new Text(
        "%s%s %s from %s since %s, as ModMedic's own probes see it."
            .formatted(opening.en(), fact.host(), state.en(), from, since),
        "%sModMedic 自己的探测显示，%s 自 %s 起从 %s %s。"
            .formatted(opening.zh(), fact.host(), since, from, state.zh()));
  }

  /** The host of an address, however it is written. */
  private static String host(String address) {
    String rest = address.substring(address.indexOf("//") < 0 ? 0 : address.indexOf("//") + 2);
    String authority = rest.split("[/?#\\s,|]", 2)[0];
    String host = authority.substring(authority.lastIndexOf('@') + 1);
    int port = host.lastIndexOf(':');
    boolean named = port >= 0 && host.indexOf(':') == port;
    return (named ? host.substring(0, port) : host).toLowerCase(Locale.ROOT);
  }
}
