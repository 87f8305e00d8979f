package dev.modmedic.probe.okhttp;

import dev.modmedic.probe.Phase;
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
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import okhttp3.internal.tls.OkHostnameVerifier;

/** Says a failed handshake as {@code go} says it. */
final class TlsWords {
  private static final String UNVERIFIED = "tls: failed to verify certificate: x509: ";
  private static final int DNS_NAME = 2;
  private static final int IP_ADDRESS = 7;
  private static final int MOST_NAMES = 100;

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
    return HandshakeWords.of(failure);
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

  static Stream<Throwable> causes(Throwable failure) {
    return Stream.iterate(failure, Objects::nonNull, Throwable::getCause);
  }
}
