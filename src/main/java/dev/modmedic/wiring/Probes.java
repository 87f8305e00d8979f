package dev.modmedic.wiring;

import dev.modmedic.access.EgressPolicy;
import dev.modmedic.diagnosis.Engine;
import dev.modmedic.probe.EngineFailureNames;
import dev.modmedic.probe.FailureNames;
import dev.modmedic.probe.GoProxyProbe;
import dev.modmedic.probe.HttpProbe;
import dev.modmedic.probe.ProbeKind;
import dev.modmedic.probe.ProbeMemory;
import dev.modmedic.probe.Prober;
import dev.modmedic.probe.Probers;
import dev.modmedic.probe.SumDbProbe;
import dev.modmedic.probe.TcpProbe;
import dev.modmedic.probe.TlsProbe;
import dev.modmedic.probe.VcsProbe;
import dev.modmedic.probe.dnsjava.DnsProbe;
import dev.modmedic.probe.dnsjava.SystemLookup;
import dev.modmedic.probe.jackson.JacksonObjects;
import dev.modmedic.probe.okhttp.OkHttpFetcher;
import dev.modmedic.probe.okhttp.PhaseLimits;
import dev.modmedic.probe.okhttp.Trust;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.time.Clock;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import javax.net.ssl.X509ExtendedTrustManager;

/** Puts a prober of all kinds together, for the server and for an agent alike. */
public final class Probes {
  private static final Pattern SEPARATOR = Pattern.compile("[\\s,]+");

  private Probes() {}

  /**
   * Makes the prober.
   *
   * @param version what requests say they are of
   * @param engine the engine in force, which names failures
   * @param memory of this vantage
   */
  public static Prober create(
      EgressPolicy policy,
      X509ExtendedTrustManager trust,
      String version,
      Supplier<Engine> engine,
      ProbeMemory memory,
      Clock clock) {
    FailureNames names = new EngineFailureNames(engine);
    SystemLookup lookup = SystemLookup.ofThisMachine();
    OkHttpFetcher fetcher =
        new OkHttpFetcher(
            policy,
            lookup,
            names,
            trust,
            PhaseLimits.DEFAULTS,
            clock,
            "ModMedic/%s (+probe)".formatted(version));
    JacksonObjects json = new JacksonObjects();
    return new Probers(
        Map.of(
            ProbeKind.DNS, new DnsProbe(lookup, fetcher, policy, names, clock),
            ProbeKind.TCP, new TcpProbe(fetcher, lookup, names, clock),
            ProbeKind.TLS, new TlsProbe(fetcher, clock),
            ProbeKind.HTTP, new HttpProbe(fetcher, names, clock),
            ProbeKind.GOPROXY, new GoProxyProbe(fetcher, names, memory, json, clock),
            ProbeKind.SUMDB, new SumDbProbe(fetcher, names, memory, clock),
            ProbeKind.VCS, new VcsProbe(fetcher, names, clock)));
  }

  /**
   * Reads MODMEDIC_EGRESS_ALLOW: addresses and blocks between commas or blanks; empty for none.
   *
   * @throws StartupException if one of them is neither
   */
  public static EgressPolicy egressPolicy(String allowed) {
    try {
      return EgressPolicy.allowing(
          SEPARATOR.splitAsStream(allowed).filter(entry -> !entry.isEmpty()).toList());
    } catch (IllegalArgumentException e) {
      throw new StartupException(
          "MODMEDIC_EGRESS_ALLOW lists what probes and webhooks may connect to beside the public internet, and %s. Write addresses and blocks between commas, such as 10.20.0.0/16, 192.168.1.5."
              .formatted(e.getMessage()),
          e);
    }
  }

  /**
   * Reads MODMEDIC_PROBE_CA_FILE: a PEM file of authorities to trust beside those that come with
   * Java; empty for none.
   *
   * @throws StartupException if it cannot be read
   */
  public static X509ExtendedTrustManager trust(String file) {
    if (file.isBlank()) {
      return Trust.ofSystem();
    }
    try {
      return Trust.withExtra(Files.readString(Path.of(file), StandardCharsets.ISO_8859_1));
    } catch (IOException | CertificateException | InvalidPathException e) {
      throw new StartupException(
          "MODMEDIC_PROBE_CA_FILE is \"%s\", which cannot be read as certificates in PEM: %s. Name a file that holds the authorities of your own servers, or leave it away to trust the public ones alone."
              .formatted(file, e.getMessage()),
          e);
    }
  }
}
