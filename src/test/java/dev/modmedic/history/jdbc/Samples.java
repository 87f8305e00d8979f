package dev.modmedic.history.jdbc;

import dev.modmedic.diagnosis.Diagnosis;
import dev.modmedic.diagnosis.Evidence;
import dev.modmedic.diagnosis.Finding;
import dev.modmedic.diagnosis.Verdict;
import dev.modmedic.evidence.RunContext;
import dev.modmedic.evidence.Span;
import dev.modmedic.evidence.Text;
import dev.modmedic.history.StoredDiagnosis;
import dev.modmedic.knowledge.Owner;
import dev.modmedic.knowledge.Remedy;
import dev.modmedic.knowledge.Retry;
import dev.modmedic.knowledge.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Diagnoses with a value in every field. */
final class Samples {
  static final String WORKSPACE = "default";
  static final Instant NOON = Instant.parse("2026-11-21T12:00:00.123456Z");

  private Samples() {}

  /** A UUIDv7 of a time; {@code number} tells apart what was made in the same millisecond. */
  static UUID id(Instant at, int number) {
    return new UUID(at.toEpochMilli() << 16 | 0x7000, 0x8000_0000_0000_0000L | number);
  }

  static StoredDiagnosis stored(Instant at, int number) {
    return stored(at, number, diagnosis("dns.timeout", "example.com/a", "proxy.example"));
  }

  static StoredDiagnosis stored(Instant at, int number, Diagnosis diagnosis) {
    RunContext context =
        new RunContext(
            "shop", "ide/1.2", "cn-north", at.minusSeconds(60), "go mod download all", 1);
    return new StoredDiagnosis(
        WORKSPACE, id(at, number), at, context, diagnosis, id(at.minusSeconds(1), number));
  }

  static Diagnosis diagnosis(String code, String module, String host) {
    return new Diagnosis(
        Verdict.DIAGNOSED,
        List.of(finding(code, module, host), bare("proxy.bad-gateway"), guess("os.disk-full")),
        List.of(
            new Diagnosis.Advisory(
                "checksum.disabled",
                new Text("Verification is off", "校验已关闭"),
                new Text("GOSUMDB=off", "GOSUMDB=off"),
                List.of(environmentEvidence()))),
        List.of(
            new Diagnosis.NextCheck(
                "dig-host",
                new Text("Does the name resolve?", "域名能解析吗？"),
                List.of(new Remedy.Step(Remedy.Shell.POSIX, "dig " + host)),
                List.of(
                    new Diagnosis.NextCheck.Outcome(
                        "timeout", new Text("no answer", "无应答"), "dns.timeout")))),
        List.of(
            new Diagnosis.NotChecked(
                new Text("resolvers", "DNS 解析器"), new Text("not sent", "未提供"))),
        List.of(new Diagnosis.FactStatement("goproxy.list", "https://proxy.example,direct")),
        "0123456789abcdef",
        "2026.11");
  }

  private static Finding finding(String code, String module, String host) {
    return new Finding(
        code,
        0.9375,
        new Text("The name server did not answer", "DNS 服务器无应答"),
        new Text("Asked for " + host, "查询 " + host),
        Severity.WARNING,
        Owner.PROXY_OPERATOR,
        List.of(
            new Evidence(
                Evidence.Source.LOG,
                new Span(12, 5, 61, "dial tcp: lookup: i/o timeout"),
                "dial tcp: lookup: i/o timeout",
                new Text("no answer", "无应答")),
            environmentEvidence()),
        List.of("checksum.sumdb-unreachable"),
        List.of(
            new Finding.Remedied(
                new Text("Use another resolver", "换用其他解析器"),
                Remedy.Scope.HOST,
                Remedy.Risk.CONFIG,
                List.of(new Remedy.Step(Remedy.Shell.POWERSHELL, "Clear-DnsClientCache")),
                List.of(
                    new Remedy.Step(Remedy.Shell.POSIX, "dig " + host),
                    new Remedy.Step(Remedy.Shell.POWERSHELL, "Resolve-DnsName " + host)),
                List.of())),
        new Retry(true, Duration.ofSeconds(30)),
        List.of("https://go.dev/ref/mod#module-proxy"),
        Map.of("module", module, "host", host),
        false);
  }

  private static Finding bare(String code) {
    return bare(code, false);
  }

  static Finding guess(String code) {
    return bare(code, true);
  }

  private static Finding bare(String code, boolean guess) {
    return new Finding(
        code,
        0.25,
        Text.same("t"),
        Text.same("s"),
        Severity.INFO,
        Owner.USER,
        List.of(),
        List.of(),
        List.of(),
        new Retry(false, null),
        List.of(),
        Map.of(),
        guess);
  }

  private static Evidence environmentEvidence() {
    return new Evidence(
        Evidence.Source.ENVIRONMENT, null, "GOSUMDB=off", new Text("it is off", "已关闭"));
  }
}
