package dev.modmedic.probe.okhttp;

import dev.modmedic.probe.Phase;
import java.io.EOFException;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Says as {@code go} does that a handshake ended before its certificate, or for another reason.
 * Java's TLS and BoringSSL each have words of their own for it.
 */
final class HandshakeWords {
  private static final Pattern NO_TLS =
      Pattern.compile("Unsupported or unrecognized SSL message|parse TLS packet header");
  private static final Pattern ALERT =
      Pattern.compile("fatal alert: ?(\\w+)|:(?:SSLV3|TLSV1)_(?:ALERT_)?(\\w+)");
  private static final Pattern OLD_PROTOCOL =
      Pattern.compile("protocol version TLS ?v?1([01])\\b|:UNSUPPORTED_PROTOCOL\\b");

  /** An alert that BoringSSL has no name for, by its number and a thousand. */
  private static final Pattern NAMELESS_ALERT = Pattern.compile("reason\\(1(\\d{3})\\)");

  private static final int MISSING_EXTENSION = 109;
  private static final Pattern REASON = Pattern.compile("OPENSSL_internal:(\\w+)");

  /** Alerts whose name in Go differs from that in RFC 8446 by more than underscores. */
  private static final Map<String, String> ALERTS =
      Map.ofEntries(
          Map.entry("bad_record_mac", "bad record MAC"),
          Map.entry("certificate_expired", "expired certificate"),
          Map.entry("certificate_revoked", "revoked certificate"),
          Map.entry("certificate_unknown", "unknown certificate"),
          Map.entry("decode_error", "error decoding message"),
          Map.entry("decrypt_error", "error decrypting message"),
          Map.entry("insufficient_security", "insufficient security level"),
          Map.entry("protocol_version", "protocol version not supported"),
          Map.entry("unknown_ca", "unknown certificate authority"),
          Map.entry("unknown_psk_identity", "unknown PSK identity"));

  private HandshakeWords() {}

  static Trouble of(IOException failure) {
    String message = String.valueOf(failure.getMessage());
    if (NO_TLS.matcher(message).find()) {
      return Trouble.of(
          Phase.TLS, "http: server gave HTTP response to HTTPS client", "tls.plain-http-server");
    }
    return Trouble.of(Phase.TLS, words(failure, message), "tls.handshake-failure");
  }

  private static String words(IOException failure, String message) {
    Matcher alert = ALERT.matcher(message);
    if (alert.find()) {
      String name =
          Objects.requireNonNullElse(alert.group(1), alert.group(2)).toLowerCase(Locale.ROOT);
      return "remote error: tls: " + ALERTS.getOrDefault(name, name.replace('_', ' '));
    }
    Matcher nameless = NAMELESS_ALERT.matcher(message);
    if (nameless.find()) {
      int number = Integer.parseInt(nameless.group(1));
      return "remote error: tls: "
          + (number == MISSING_EXTENSION ? "missing extension" : "alert(" + number + ")");
    }
    Matcher old = OLD_PROTOCOL.matcher(message);
    if (old.find()) {
      String minor = old.group(1);
      // Go's number is that on the wire, where TLS 1.0 is 3.1; BoringSSL does not say which it was.
      return "tls: server selected unsupported protocol version"
          + (minor == null ? "" : " 30" + (Integer.parseInt(minor) + 1));
    }
    if (TlsWords.causes(failure).anyMatch(EOFException.class::isInstance)) {
      return "EOF";
    }
    Matcher reason = REASON.matcher(message);
    return "tls: "
        + (reason.find() ? reason.group(1).replace('_', ' ') : message).toLowerCase(Locale.ROOT);
  }
}
