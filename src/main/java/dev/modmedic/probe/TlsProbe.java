package dev.modmedic.probe;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

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
    for (Connector.Certificate certificate : handshake.chain()) {
      notes.add(new CheckNote(CERTIFICATE, level, says(certificate, now)));
    }
    return new Look(handshake.attempt(), notes, earliestEnd(handshake.chain()), facts(handshake))
        .result(now);
  }

  private static String says(Connector.Certificate certificate, Instant now) {
    return "%s, issued by %s, until %s (%d days left)"
        .formatted(
            certificate.subject(),
            certificate.issuer(),
            certificate.until(),
            ChronoUnit.DAYS.between(now, certificate.until()));
  }

  private static @Nullable Instant earliestEnd(List<Connector.Certificate> chain) {
    return chain.stream()
        .map(Connector.Certificate::until)
        .min(Comparator.naturalOrder())
        .orElse(null);
  }

  private static Map<String, String> facts(Connector.Handshake handshake) {
    Map<String, String> facts = new LinkedHashMap<>();
    if (handshake.protocol() != null) {
      facts.put("tls.protocol", handshake.protocol());
    }
    if (!handshake.chain().isEmpty()) {
      Connector.Certificate own = handshake.chain().getFirst();
      facts.put("tls.fingerprint", own.fingerprint());
      facts.put("tls.issuer", own.issuer());
    }
    return facts;
  }
}
