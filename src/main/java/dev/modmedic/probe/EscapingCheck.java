package dev.modmedic.probe;

import dev.modmedic.go.ModuleVersion;
import dev.modmedic.go.Refused;
import dev.modmedic.go.VersionInfo;
import java.util.List;
import java.util.Optional;

/**
 * Whether a proxy keeps upper-case letters apart by their escape: asked without it, it may refuse
 * or answer the same, but nothing else.
 */
final class EscapingCheck {
  static final String ESCAPING = "goproxy.escaping";

  private final ProxyClient client;
  private final Trial trial;

  EscapingCheck(ProxyClient client, Trial trial) {
    this.client = client;
    this.trial = trial;
  }

  /** Looks at the first canary with an upper-case letter, if there is one. */
  void check(List<ModuleVersion> canaries) throws InterruptedException {
    Optional<ModuleVersion> upper =
        canaries.stream()
            .filter(canary -> !canary.path().escaped().equals(canary.path().text()))
            .findFirst();
    if (upper.isPresent()) {
      check(upper.get());
    }
  }

  private void check(ModuleVersion canary) throws InterruptedException {
    switch (client.text(client.address().unescapedInfo(canary))) {
      case Heard.Content<String>(String body, var answer) -> compare(canary, body);
      case Heard.Missing<String> missing -> trial.pass(ESCAPING, canary + ": refused unescaped");
      case Heard.Trouble<String>(Failure failure, var status, boolean passing) -> {
        if (passing) {
          trial.warn(ESCAPING, canary + ", unescaped: " + failure.message());
        } else {
          trial.pass(ESCAPING, canary + ": refused unescaped");
        }
      }
    }
  }

  private void compare(ModuleVersion canary, String body) throws InterruptedException {
    if (!(client.info(canary.path(), canary.version())
        instanceof Heard.Content<String>(String escaped, var answer))) {
      // That the escaped request fails was told where it was asked for itself.
      return;
    }
    try {
      VersionInfo without = client.parse(body);
      if (without.equals(client.parse(escaped))) {
        trial.pass(ESCAPING, canary + ": the same unescaped");
        return;
      }
    } catch (Refused noInfo) {
      // A success that is no info is another answer.
    }
    client.refuse(
        ESCAPING,
        "" + canary,
        "another answer when upper-case letters are not escaped",
        "goproxy.bad-response");
  }
}
