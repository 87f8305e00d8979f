package dev.modmedic.probe.okhttp;

import dev.modmedic.probe.Phase;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import okhttp3.internal.tls.OkHostnameVerifier;

/** Says a failed handshake as {@code go} says it. */
final class TlsWords {
  private static final Pattern ALERT = Pattern.compile("fatal alert: ?(\\w+)");
  private static final Pattern OLD_PROTOCOL = Pattern.compile("protocol version TLS ?v?1([01])\\b");
  private static final String UNVERIFIED = "tls: failed to verify certificate: x509: ";
  private static final int DNS_NAME = 2;
  private static final int IP_ADDRESS = 7;
  private static final int MOST_NAMES = 100;

  /** Alerts whose name in Go differs from that in the standard by more than underscores. */
  private static final Map<String, String> ALERTS =
      Map.of(
          "protocol_version", "protocol version not supported",
          "unknown_ca", "unknown certificate authority",
          "certificate_unknown", "unknown certificate",
          "certificate_expired", "expired certificate",
          "certificate_revoked", "revoked certificate",
          "insufficient_security", "insufficient security level",
          "decrypt_error", "error decrypting message",
          "record_overflow", "record overflow",
          "illegal_parameter", "illegal parameter");

  private TlsWords() {}

  /**
   * Looks at the chain as {@code go} does: first at the dates of the server's own certificate, then
   * at its names, then at who signed it.
   *
   * @param chain what was presented; empty if none was
   */
  static Trouble of(IOException failure, List<X509Certificate> chain, String host, Instant now) {
    boolean ofCertificate =
        causes(failure).anyMatch(java.security.GeneralSecurityException.class::isInstance)
            || failure instanceof javax.net.ssl.SSLPeerUnverifiedException;
    if (!chain.isEmpty() && ofCertificate) {
      return dates(chain.getFirst(), now)
          .or(() -> names(chain.getFirst(), host))
          .or(() -> chain.stream().flatMap(link -> dates(link, now).stream()).findFirst())
          .orElseGet(() -> signatures(failure));
    }
    return talk(failure);
  }

  private static Optional<Trouble> dates(X509Certificate certificate, Instant now) {
    Instant at = now.truncatedTo(ChronoUnit.SECONDS);
    Instant from = certificate.getNotBefore().toInstant();
    Instant until = certificate.getNotAfter().toInstant();
    String words = "certificate has expired or is not yet valid: current time %s is %s %s";
    if (at.isAfter(until)) {
      return Optional.of(
          unverified(words.formatted(at, "after", until), "tls.certificate-expired"));
    }
    return at.isBefore(from)
        ? Optional.of(unverified(words.formatted(at, "before", from), "tls.clock-skew"))
        : Optional.empty();
  }

  private static Optional<Trouble> names(X509Certificate certificate, String host) {
    if (OkHostnameVerifier.INSTANCE.verify(host, certificate)) {
      return Optional.empty();
    }
    Optional<InetAddress> literal = Guard.literal(host);
    List<String> names = alternatives(certificate, literal.isPresent() ? IP_ADDRESS : DNS_NAME);
    if (literal.isPresent() && names.isEmpty()) {
      return mismatch(
          "cannot validate certificate for %s because it doesn't contain any IP SANs"
              .formatted(host));
    }
    if (names.isEmpty() && alternatives(certificate, IP_ADDRESS).isEmpty()) {
      return Optional.of(
          unverified(
              "certificate relies on legacy Common Name field, use SANs instead",
              "tls.legacy-common-name"));
    }
    if (names.isEmpty()) {
      return mismatch("certificate is not valid for any names, but wanted to match " + host);
    }
    return mismatch(
        names.size() >= MOST_NAMES
            ? "certificate is valid for %d names, but none matched %s".formatted(names.size(), host)
            : "certificate is valid for %s, not %s".formatted(String.join(", ", names), host));
  }

  private static Optional<Trouble> mismatch(String words) {
    return Optional.of(unverified(words, "tls.hostname-mismatch"));
  }

  private static List<String> alternatives(X509Certificate certificate, int type) {
    try {
      Collection<List<?>> all = certificate.getSubjectAlternativeNames();
      return all == null
          ? List.of()
          : all.stream()
              .filter(name -> name.getFirst().equals(type))
              .map(name -> String.valueOf(name.get(1)))
              .toList();
    } catch (CertificateParsingException e) {
      return List.of();
    }
  }

  private static Trouble signatures(IOException failure) {
    Optional<CertPathValidatorException.Reason> reason =
        causes(failure)
            .filter(CertPathValidatorException.class::isInstance)
            .map(cause -> ((CertPathValidatorException) cause).getReason())
            .findFirst();
    if (reason.filter(BasicReason.REVOKED::equals).isPresent()) {
      return unverified("certificate has been revoked", "tls.certificate-revoked");
    }
    return unverified(
        reason.filter(BasicReason.ALGORITHM_CONSTRAINED::equals).isPresent()
            ? "cannot verify signature: insecure algorithm"
            : "certificate signed by unknown authority",
        "tls.unknown-authority");
  }

  private static Trouble unverified(String words, String otherwise) {
    return Trouble.of(Phase.TLS, UNVERIFIED + words, otherwise);
  }

  /** A handshake that ended before, or for another reason than, the certificate. */
  private static Trouble talk(IOException failure) {
    String message = String.valueOf(failure.getMessage());
    Matcher alert = ALERT.matcher(message);
    Matcher old = OLD_PROTOCOL.matcher(message);
    if (message.contains("Unsupported or unrecognized SSL message")) {
      return Trouble.of(
          Phase.TLS, "http: server gave HTTP response to HTTPS client", "tls.plain-http-server");
    }
    String words;
    if (alert.find()) {
      String name = alert.group(1).toLowerCase(Locale.ROOT);
      words = "remote error: tls: " + ALERTS.getOrDefault(name, name.replace('_', ' '));
    } else if (old.find()) {
      words =
          "tls: server selected unsupported protocol version 30"
              + (char) (old.group(1).charAt(0) + 1);
    } else if (causes(failure).anyMatch(EOFException.class::isInstance)) {
      words = "EOF";
    } else {
      words = "tls: " + message.toLowerCase(Locale.ROOT);
    }
    return Trouble.of(Phase.TLS, words, "tls.handshake-failure");
  }

  private static Stream<Throwable> causes(Throwable failure) {
    return Stream.iterate(failure, Objects::nonNull, Throwable::getCause);
  }
}
