package dev.modmedic.diagnosis.render;

import dev.modmedic.diagnosis.Diagnosis;
import dev.modmedic.diagnosis.Diagnosis.Advisory;
import dev.modmedic.diagnosis.Diagnosis.FactStatement;
import dev.modmedic.diagnosis.Diagnosis.NextCheck;
import dev.modmedic.diagnosis.Diagnosis.NotChecked;
import dev.modmedic.diagnosis.Evidence;
import dev.modmedic.diagnosis.Evidence.Source;
import dev.modmedic.diagnosis.Finding;
import dev.modmedic.diagnosis.Finding.Remedied;
import dev.modmedic.diagnosis.Report;
import dev.modmedic.diagnosis.Verdict;
import dev.modmedic.evidence.Span;
import dev.modmedic.evidence.Text;
import dev.modmedic.knowledge.Owner;
import dev.modmedic.knowledge.Remedy.Risk;
import dev.modmedic.knowledge.Remedy.Scope;
import dev.modmedic.knowledge.Remedy.Shell;
import dev.modmedic.knowledge.Remedy.Step;
import dev.modmedic.knowledge.Retry;
import dev.modmedic.knowledge.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Reports to render: each holds what a log could do to a terminal or a page. */
final class Samples {
  /** Moves the cursor, colours, rings, reverses, and tries Markdown and HTML. */
  static final String HOSTILE =
      "x509: \u001b[31mred\u001b[0m \u0007 \u202Egnp.exe `code` ``two`` <img src=x"
          + " onerror=alert(1)> [click](https://evil.example) ![i](x) @everyone www.evil.example"
          + " \u0000 | a | b |";

  private static final UUID ID = UUID.fromString("019aa7a0-0000-7000-8000-000000000001");

  private Samples() {}

  static Report full() {
    return stored(
        diagnosis(
            Verdict.UNCERTAIN,
            List.of(untrusted(), expired()),
            List.of(
                new Advisory(
                    "checksum.disabled",
                    new Text("The checksum database is switched off", "校验和数据库已关闭"),
                    new Text("GOSUMDB is off, so nothing is verified.", "GOSUMDB 为 off，下载内容不再校验。"),
                    List.of())),
            List.of(
                new NextCheck(
                    "tls-issuer",
                    new Text(
                        "Who signed the certificate of proxy.example.net?",
                        "proxy.example.net 的证书由谁签发？"),
                    List.of(
                        new Step(Shell.POSIX, "openssl s_client -connect proxy.example.net:443"),
                        new Step(Shell.CMD, "curl -vI https://proxy.example.net")),
                    List.of(
                        new NextCheck.Outcome(
                            "own", new Text("Your company", "你的公司"), "tls.unknown-authority"),
                        new NextCheck.Outcome(
                            "old",
                            new Text("A public authority, but it is past its date", "公共机构，但已过期"),
                            "tls.certificate-expired"))))));
  }

  static Report unknown() {
    return new Report(
        ID,
        Instant.parse("2026-11-21T18:00:00Z"),
        diagnosis(Verdict.UNCERTAIN, List.of(), List.of(), List.of()),
        false,
        null,
        null);
  }

  static Report guess() {
    String line = "fetcher: peer certificate verdict: authority not trusted";
    Finding finding =
        new Finding(
            "tls.unknown-authority",
            0.31,
            new Text("The server's certificate is not trusted here", "本机不信任服务器证书"),
            new Text("A guess, since no rule knows this wording.", "这只是猜测，因为没有规则认识这种措辞。"),
            Severity.ERROR,
            Owner.USER,
            List.of(
                new Evidence(
                    Source.LOG,
                    new Span(3, 1, 57, line),
                    line,
                    new Text("The line resembles those of this cause.", "与该原因的语句相似。"))),
            List.of(),
            List.of(
                new Remedied(
                    new Text("Look at the certificate", "查看证书"),
                    Scope.HOST,
                    Risk.NONE,
                    List.of(new Step(Shell.ANY, "curl -vI https://proxy.example.net")),
                    List.of(),
                    List.of())),
            new Retry(false, null),
            List.of(),
            Map.of(),
            true);
    return stored(diagnosis(Verdict.UNCERTAIN, List.of(finding), List.of(), List.of()));
  }

  static Report fine() {
    return stored(diagnosis(Verdict.NO_PROBLEM_FOUND, List.of(), List.of(), List.of()));
  }

  static Report hostile() {
    Finding finding =
        finding(
            "tls.unknown-authority",
            0.66,
            new Text(HOSTILE, HOSTILE),
            List.of(
                new Evidence(Source.LOG, new Span(2, 1, 9, HOSTILE), HOSTILE, Text.same(HOSTILE))),
            List.of());
    return stored(diagnosis(Verdict.DIAGNOSED, List.of(finding), List.of(), List.of()));
  }

  /** Nothing is known but a line of the log. */
  static Diagnosis saying(String text) {
    Evidence line = new Evidence(Source.LOG, new Span(1, 1, 9, text), text, Text.same(text));
    Finding finding = finding("gomod.missing", 0.9, Text.same(text), List.of(line), List.of());
    return new Diagnosis(
        Verdict.DIAGNOSED,
        List.of(finding),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        "0123456789abcdef",
        "00427a38b23f");
  }

  private static Report stored(Diagnosis diagnosis) {
    return new Report(
        ID,
        Instant.parse("2026-11-21T18:00:00Z"),
        diagnosis,
        true,
        null,
        "http://127.0.0.1:8080/v1/diagnoses/" + ID);
  }

  private static Diagnosis diagnosis(
      Verdict verdict, List<Finding> causes, List<Advisory> advisories, List<NextCheck> checks) {
    return new Diagnosis(
        verdict,
        causes,
        advisories,
        checks,
        List.of(
            new NotChecked(
                new Text("local clock", "本机时钟"),
                new Text("no clock in the environment", "环境信息中没有 clock"))),
        List.of(new FactStatement("os", "linux")),
        "0123456789abcdef",
        "00427a38b23f");
  }

  private static Finding untrusted() {
    Span span = new Span(12, 5, 61, "x509: certificate signed by unknown authority");
    return finding(
        "tls.unknown-authority",
        0.66,
        new Text(
            "The certificate of proxy.example.net is signed by an authority that this machine does"
                + " not trust. A company proxy that opens encrypted connections looks like this.",
            "proxy.example.net 的证书由本机不信任的机构签发。会拆开加密连接的公司代理就是这种表现。"),
        List.of(
            new Evidence(
                Source.LOG, span, span.text(), new Text("Go refused the certificate", "Go 拒绝了该证书")),
            new Evidence(
                Source.ENVIRONMENT,
                null,
                "env(\"HTTPS_PROXY\") != \"\"",
                new Text("An HTTP proxy is set.", "设置了 HTTP 代理。"))),
        List.of(
            new Remedied(
                new Text("Give Go the authority's certificate", "把该机构的证书交给 Go"),
                Scope.HOST,
                Risk.CONFIG,
                List.of(
                    new Step(Shell.POSIX, "export SSL_CERT_FILE=/etc/ssl/company.pem"),
                    new Step(Shell.POWERSHELL, "Import-Certificate company.pem")),
                List.of(new Step(Shell.ANY, "go list -m example.com/x@latest")),
                List.of(
                    new Step(Shell.POSIX, "unset SSL_CERT_FILE"),
                    new Step(Shell.POWERSHELL, "Remove-Item Cert:\\company"))),
            new Remedied(
                new Text("Fetch this one module without verifying", "仅对该模块跳过验证"),
                Scope.MODULE,
                Risk.SECURITY,
                List.of(new Step(Shell.ANY, "go env -w GOINSECURE=example.com/x")),
                List.of(),
                List.of(new Step(Shell.ANY, "go env -u GOINSECURE")))));
  }

  private static Finding expired() {
    return new Finding(
        "tls.certificate-expired",
        0.31,
        new Text("The server's certificate has expired", "服务器证书已过期"),
        new Text("The certificate is past its date.", "证书已超过有效期。"),
        Severity.WARNING,
        Owner.HOST_OPERATOR,
        List.of(),
        List.of(),
        List.of(),
        new Retry(true, Duration.ofMinutes(10)),
        List.of(),
        Map.of(),
        false);
  }

  private static Finding finding(
      String code,
      double confidence,
      Text summary,
      List<Evidence> evidence,
      List<Remedied> remedies) {
    return new Finding(
        code,
        confidence,
        new Text("The server's certificate is not trusted here", "本机不信任服务器证书"),
        summary,
        Severity.ERROR,
        Owner.USER,
        evidence,
        List.of("checksum.sumdb-unreachable"),
        remedies,
        new Retry(false, null),
        List.of("https://go.dev/ref/mod#environment-variables"),
        Map.of("host", "proxy.example.net"),
        false);
  }
}
