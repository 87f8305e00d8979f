package dev.modmedic.probe.okhttp;

import dev.modmedic.probe.Phase;
import java.net.URI;
import okhttp3.HttpUrl;

/** A URL as the client needs it, which is stricter than Java about hosts and ports. */
sealed interface WebUrl {
  record Usable(HttpUrl url) implements WebUrl {}

  /** Nobody could connect to what it names. */
  record Unusable(Trouble trouble) implements WebUrl {}

  static WebUrl of(URI url) {
    try {
      return new Usable(HttpUrl.Companion.get(url.toString()));
    } catch (IllegalArgumentException e) {
      return new Unusable(trouble(url, String.valueOf(e.getMessage())));
    }
  }

  private static Trouble trouble(URI url, String says) {
    boolean portIsWrong = url.getPort() == 0 || url.getPort() > 65_535;
    return portIsWrong
        ? Trouble.of(Phase.CONNECT, says, "tcp.unreachable").forCertain()
        : Trouble.of(Phase.RESOLVE, says, "dns.host-not-found").forCertain();
  }
}
