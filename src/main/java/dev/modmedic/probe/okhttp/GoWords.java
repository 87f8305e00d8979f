package dev.modmedic.probe.okhttp;

import dev.modmedic.probe.FailureSource;
import dev.modmedic.probe.LookupWords;
import dev.modmedic.probe.Phase;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okhttp3.internal.http2.ConnectionShutdownException;
import okhttp3.internal.http2.StreamResetException;

/** Says what went wrong with a connection or an exchange as {@code go} says it. */
final class GoWords {
  private static final Pattern TUNNEL = Pattern.compile("response code for CONNECT: (\\d+)");

  /** Reasons of statuses that proxies refuse a CONNECT with. */
  private static final Map<Integer, String> REASONS =
      Map.of(
          400, "Bad Request",
          403, "Forbidden",
          404, "Not Found",
          405, "Method Not Allowed",
          429, "Too Many Requests",
          500, "Internal Server Error",
          502, "Bad Gateway",
          503, "Service Unavailable",
          504, "Gateway Timeout");

  private GoWords() {}

  /** A name was not resolved; {@code says} is the answer in the words of {@code go}. */
  static Trouble lookup(String says, Egress egress) {
    String words = "dial tcp: " + says;
    return egress instanceof Egress.Direct
        ? new Trouble(LookupWords.source(says), Phase.RESOLVE, words, LookupWords.otherwise(says))
        : new Trouble(
            FailureSource.OWN_NETWORK,
            Phase.RESOLVE,
            "proxyconnect tcp: " + words,
            "http-proxy.unreachable");
  }

  /** A connection attempt that did not lead to one. */
  static Trouble dial(IOException failure, InetSocketAddress to, Egress egress, String target) {
    Throwable inner = failure.getCause() == null ? failure : failure.getCause();
    if (inner instanceof SocksRefusal refusal) {
      Trouble refused =
          new Trouble(
              refusal.isOfTarget() ? FailureSource.TARGET : FailureSource.OWN_NETWORK,
              Phase.CONNECT,
              "socks connect tcp %s->%s: %s".formatted(text(to), target, refusal.getMessage()),
              refusal.code());
      return refusal.isOfTarget() ? refused.forCertain() : refused;
    }
    Optional<SystemWords.Said> said = SystemWords.of(failure);
    String words =
        said.map(s -> "connect: " + s.words())
            .orElse(
                inner instanceof EOFException
                    ? "EOF"
                    : "connect: " + String.valueOf(inner.getMessage()).toLowerCase(Locale.ROOT));
    String dialed = "dial tcp %s: %s".formatted(text(to), words);
    String code = said.map(SystemWords.Said::code).orElse("tcp.connect-timeout");
    boolean own = said.map(SystemWords.Said::own).orElse(false);
    return through(
        egress,
        target,
        to,
        new Trouble(
            own ? FailureSource.OWN_NETWORK : FailureSource.TARGET, Phase.CONNECT, dialed, code));
  }

  private static Trouble through(
      Egress egress, String target, InetSocketAddress to, Trouble direct) {
    return switch (egress) {
      case Egress.Direct none -> direct;
      case Egress.HttpProxy http -> ofProxy("proxyconnect tcp: " + direct.says());
      case Egress.SocksProxy socks ->
          ofProxy("socks connect tcp %s->%s: %s".formatted(text(to), target, direct.says()));
    };
  }

  private static Trouble ofProxy(String says) {
    return new Trouble(FailureSource.OWN_NETWORK, Phase.CONNECT, says, "http-proxy.unreachable");
  }

  /** An HTTP proxy that was reached and did not open a tunnel. */
  static Trouble tunnel(IOException failure) {
    String message = String.valueOf(failure.getMessage());
    Matcher status = TUNNEL.matcher(message);
    if (status.find()) {
      int code = Integer.parseInt(status.group(1));
      // A gateway that fails says that it could not reach the target, not that it would not.
      FailureSource source =
          code == 502 || code == 504 ? FailureSource.TARGET : FailureSource.OWN_NETWORK;
      return new Trouble(
          source,
          Phase.CONNECT,
          REASONS.getOrDefault(code, "unexpected status " + code),
          "http-proxy.connect-denied");
    }
    if (message.contains("Failed to authenticate with proxy")) {
      return new Trouble(
          FailureSource.OWN_NETWORK,
          Phase.CONNECT,
          "Proxy Authentication Required",
          "http-proxy.auth-required");
    }
    return ofProxy(SystemWords.of(failure).map(said -> "read: " + said.words()).orElse("EOF"));
  }

  /** A connection that broke under the handshake, the request or the answer. */
  static Trouble broken(IOException failure, Phase phase, Link link) {
    String otherwise = phase == Phase.TLS ? "tls.handshake-failure" : "http.stream-broken";
    Optional<SystemWords.Said> said = SystemWords.of(failure);
    if (said.isPresent()) {
      boolean writing = said.get().words().equals("broken pipe");
      if (writing && phase == Phase.TRANSFER) {
        // Only an end that the server sent before leads there; what we write by then is HTTP/2's
        // own.
        return Trouble.of(phase, "unexpected EOF", otherwise);
      }
      String verb = writing ? "write" : "read";
      return Trouble.of(
          phase,
          "%s tcp %s: %s: %s".formatted(verb, link.text(), verb, said.get().words()),
          said.get().code());
    }
    return Trouble.of(phase, exchange(failure, phase), otherwise);
  }

  /** A body that would not end. */
  static Trouble tooLarge(IOException failure) {
    return Trouble.of(
        Phase.TRANSFER, String.valueOf(failure.getMessage()), "http.unexpected-answer");
  }

  private static String exchange(IOException failure, Phase phase) {
    String message = String.valueOf(failure.getMessage());
    if (failure instanceof StreamResetException reset) {
      return "stream error: stream ID 1; %s; received from peer".formatted(reset.errorCode);
    }
    if (failure instanceof ConnectionShutdownException) {
      return "http2: server sent GOAWAY and closed the connection";
    }
    if (failure instanceof EOFException || message.contains("unexpected end of stream")) {
      return phase == Phase.TRANSFER ? "unexpected EOF" : "EOF";
    }
    if (phase == Phase.WAIT) {
      return "net/http: HTTP/1.x transport connection broken: malformed HTTP response \"%s\""
          .formatted(message.replaceFirst("^Unexpected status line: ", ""));
    }
    return message.toLowerCase(Locale.ROOT);
  }

  /** A phase, or the whole, took too long. */
  static Trouble timeout(
      Phase phase, String host, InetSocketAddress to, Egress egress, String target) {
    return switch (phase) {
      case RESOLVE -> lookup("lookup %s: i/o timeout".formatted(host), egress);
      case CONNECT ->
          through(
              egress,
              target,
              to,
              Trouble.of(
                  Phase.CONNECT,
                  "dial tcp %s: i/o timeout".formatted(text(to)),
                  "tcp.connect-timeout"));
      case TLS -> Trouble.of(phase, "net/http: TLS handshake timeout", "tls.handshake-timeout");
      case WAIT ->
          Trouble.of(
              phase,
              "context deadline exceeded (Client.Timeout exceeded while awaiting headers)",
              "http.timeout");
      case TRANSFER ->
          Trouble.of(
              phase,
              "context deadline exceeded (Client.Timeout or context cancellation while reading"
                  + " body)",
              "http.timeout");
    };
  }

  /** Address and port as {@code go} prints them. */
  static String text(InetSocketAddress address) {
    InetAddress resolved = address.getAddress();
    String host = resolved == null ? address.getHostString() : resolved.getHostAddress();
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + address.getPort();
  }
}
