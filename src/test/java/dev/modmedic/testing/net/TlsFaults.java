package dev.modmedic.testing.net;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;

/** Certificates, good and bad, of one authority, and servers that spoil the handshake. */
public final class TlsFaults {
  /** A TLS record with the fatal alert 70, protocol version. */
  private static final byte[] PROTOCOL_VERSION_ALERT = {0x15, 3, 3, 0, 2, 2, 70};

  /** The head of a handshake record that announces more than will come. */
  private static final byte[] HALF_A_RECORD = {0x16, 3, 3, 0, 100, 2, 0, 0, 96, 3, 3};

  private final HeldCertificate authority =
      new HeldCertificate.Builder()
          .commonName("Test Root")
          .certificateAuthority(0)
          .duration(3_650, TimeUnit.DAYS)
          .build();

  /** The authority as PEM, for whoever is to trust it. */
  public String authorityPem() {
    return authority.certificatePem();
  }

  /** A client context that trusts the authority. */
  public HandshakeCertificates trusting() {
    return new HandshakeCertificates.Builder()
        .addTrustedCertificate(authority.certificate())
        .build();
  }

  /** A certificate for these names and addresses, good for 90 days. */
  public HeldCertificate good(String... names) {
    return lasting(Duration.ofDays(90), names);
  }

  /** A good certificate that ends so long from now. */
  public HeldCertificate lasting(Duration left, String... names) {
    Instant now = Instant.now();
    return between(now.minus(Duration.ofDays(1)), now.plus(left), names);
  }

  public HeldCertificate expired(String... names) {
    return between(
        Instant.parse("2023-01-01T00:00:00Z"), Instant.parse("2024-01-01T00:00:00Z"), names);
  }

  public HeldCertificate notYetValid(String... names) {
    Instant now = Instant.now();
    return between(now.plus(Duration.ofDays(30)), now.plus(Duration.ofDays(60)), names);
  }

  /** A good certificate, for another host than any test asks. */
  public HeldCertificate wrongName() {
    return good("other.example.com");
  }

  /** A certificate of an authority that nobody trusts. */
  public HeldCertificate unknownAuthority(String... names) {
    HeldCertificate stranger =
        new HeldCertificate.Builder().commonName("Stranger").certificateAuthority(0).build();
    return named(new HeldCertificate.Builder().signedBy(stranger), names).build();
  }

  /** A certificate with a common name and no other. */
  public HeldCertificate legacyCommonName(String name) {
    return new HeldCertificate.Builder().commonName(name).signedBy(authority).build();
  }

  private HeldCertificate between(Instant from, Instant until, String... names) {
    return named(
            new HeldCertificate.Builder()
                .signedBy(authority)
                .validityInterval(from.toEpochMilli(), until.toEpochMilli()),
            names)
        .build();
  }

  private static HeldCertificate.Builder named(HeldCertificate.Builder builder, String... names) {
    builder.commonName(names[0]);
    for (String name : names) {
      builder.addSubjectAlternativeName(name);
    }
    return builder;
  }

  /** What a server shows that has this certificate. */
  public static SSLContext server(HeldCertificate certificate) {
    return new HandshakeCertificates.Builder().heldCertificate(certificate).build().sslContext();
  }

  /** Takes the client's greeting and never answers it. */
  public static RawServer stalledHandshake() throws IOException {
    return RawServer.silent();
  }

  /** Begins a handshake and hangs up. */
  public static RawServer cutHandshake() throws IOException {
    return RawServer.sending(HALF_A_RECORD);
  }

  /** Speaks only protocols that the client does not offer. */
  public static RawServer oldProtocol() throws IOException {
    return RawServer.sending(PROTOCOL_VERSION_ALERT);
  }

  /** Answers a handshake in plain HTTP. */
  public static RawServer plainHttp() throws IOException {
    return RawServer.answering("400 Bad Request");
  }
}
