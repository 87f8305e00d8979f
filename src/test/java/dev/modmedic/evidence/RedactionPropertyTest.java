package dev.modmedic.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class RedactionPropertyTest {
  @Property(tries = 2_000)
  void redactingTwiceChangesNothing(@ForAll("logs") String log) {
    String once = Redaction.redact(log);

    assertThat(Redaction.redact(once)).isEqualTo(once);
  }

  @Property(tries = 2_000)
  void linesStayLines(@ForAll("logs") String log) {
    assertThat(lineEnds(Redaction.redact(log))).isEqualTo(lineEnds(log));
  }

  @Provide
  Arbitrary<String> logs() {
    Arbitrary<String> fragments =
        Arbitraries.of(
            "password",
            "token",
            "Authorization: ",
            "basic ",
            "Cookie",
            "login ",
            "machine ",
            "curl ",
            "-u ",
            "--password ",
            "-api-token ",
            "docker login -p ",
            "sshpass -p",
            "Bearer ",
            "\"auth\":\"",
            "Ym9iOmh1bnRlcjI=",
            "0a1b2c3d4e5f60718293",
            "<password>",
            "</password>",
            "x-art-api: ",
            "https://",
            "bob:",
            "hunter2",
            "@host",
            "/",
            "=",
            ":",
            " ",
            "\n",
            "\r\n",
            "\t",
            "\"",
            "'",
            "\\",
            "\\n",
            "[redacted]",
            "-----BEGIN ",
            "PRIVATE KEY",
            "-----",
            "-----END ",
            "MIIEowIBAAKCAQEAabcdef",
            "eyJhbGciOi.eyJzdWIiOi",
            "ghp_aBcDeFgHiJkLmNoPqRsTuVwXyZ",
            "?sig",
            "&",
            "proxy=",
            "x",
            "***",
            "$",
            "{",
            "<",
            "\u0000",
            "\u001b[0m",
            "é",
            "\ud800");
    return fragments.list().ofMaxSize(30).map(parts -> String.join("", parts));
  }

  private static long lineEnds(String text) {
    return text.chars().filter(c -> c == '\n' || c == '\r').count();
  }
}
