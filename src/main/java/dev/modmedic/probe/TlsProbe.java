package dev.modmedic.probe;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Shakes hands with a target, and tells what certificate it shows. The certificate's fingerprint
 * and issuer are facts, so that one vantage that sees another certificate than all others stands
 * out.
 */
public final class TlsProbe implements Prober {
  private static final String HANDSHAKE = "tls.handshake";
  private static final String CERTIFICATE = "tls.certificate";

  private final Connector connector;
  private final Clock clock;

  public TlsProbe(Connector connector, Clock clock) {
    this.connector = connector;
    this.clock = clock;
  }

  @Override
  public ProbeResult probe(ProbeRequest request) throws InterruptedException {
    Instant now = clock.instant();
    Connector.Handshake handshake =
        connector.handshake(request.target().url(), request.vantage(), request.deadline());
    List<CheckNote> notes = new ArrayList<>();
    Failure failure = handshake.attempt().failure();
    CheckNote.Level level = failure == null ? CheckNote.Level.PASS : CheckNote.Level.FAIL;
    notes.add(
        new CheckNote(
            HANDSHAKE,
            level,
            failure == null
                ? "%s with %s".formatted(handshake.protocol(), handshake.cipher())
                : failure.message()));
    for (X509Certificate certificate : handshake.chain()) {
      notes.add(new CheckNote(CERTIFICATE, level, says(certificate, now)));
    }
    return new Look(handshake.attempt(), notes, earliestEnd(handshake.chain()), facts(handshake))
        .result(now);
  }

  private static String says(X509Certificate certificate, Instant now) {
    Instant end = certificate.getNotAfter().toInstant();
    return "%s, issued by %s, until %s (%d days left)"
        .formatted(
            certificate.getSubjectX500Principal().getName(),
            certificate.getIssuerX500Principal().getName(),
            end,
            ChronoUnit.DAYS.between(now, end));
  }

  private static @org.jspecify.annotations.Nullable Instant earliestEnd(
      List<X509Certificate> chain) {
    return chain.stream()
        .map(certificate -> certificate.getNotAfter().toInstant())
        .min(Comparator.naturalOrder())
        .orElse(null);
  }

  private static Map<String, String> facts(Connector.Handshake handshake) {
    Map<String, String> facts = new LinkedHashMap<>();
    if (handshake.protocol() != null) {
      facts.put("tls.protocol", handshake.protocol());
    }
    if (!handshake.chain().isEmpty()) {
      X509Certificate own = handshake.chain().getFirst();
      facts.put("tls.fingerprint", fingerprint(own));
      facts.put("tls.issuer", own.getIssuerX500Principal().getName());
    }
    return facts;
  }

  private static String fingerprint(X509Certificate certificate) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException | CertificateEncodingException e) {
      throw new IllegalStateException("a certificate that was read can be written", e);
    }
  }
}
