package dev.modmedic.probe.okhttp;

import java.io.IOException;

/** A SOCKS5 proxy does not do what it was asked. */
final class SocksRefusal extends IOException {
  private static final long serialVersionUID = 1L;

  static final int NOT_SOCKS = -1;
  static final int LOGIN_WANTED = -2;
  static final int LOGIN_REFUSED = -3;
  private static final int NOT_ALLOWED = 2;

  private final int reply;

  private SocksRefusal(int reply, String says) {
    super(says);
    this.reply = reply;
  }

  static SocksRefusal of(int reply) {
    return new SocksRefusal(
        reply,
        switch (reply) {
          case NOT_SOCKS -> "unexpected protocol version";
          case LOGIN_WANTED -> "no acceptable authentication methods";
          case LOGIN_REFUSED -> "username/password authentication failed";
          case NOT_ALLOWED -> "unknown error connection not allowed by ruleset";
          case 3 -> "unknown error network unreachable";
          case 4 -> "unknown error host unreachable";
          case 5 -> "unknown error connection refused";
          case 6 -> "unknown error TTL expired";
          default -> "unknown error general SOCKS server failure";
        });
  }

  /** Whether the proxy tried and the target is what failed. */
  boolean isOfTarget() {
    return reply > NOT_ALLOWED && reply <= 6;
  }

  /** The root cause that the reply stands for. */
  String code() {
    return switch (reply) {
      case LOGIN_WANTED, LOGIN_REFUSED -> "http-proxy.auth-required";
      case 3, 4 -> "tcp.unreachable";
      case 5 -> "tcp.connection-refused";
      case 6 -> "tcp.connect-timeout";
      case NOT_SOCKS -> "http-proxy.bad-url";
      default -> "http-proxy.connect-denied";
    };
  }
}
