package dev.modmedic.bench;

import com.sun.management.OperatingSystemMXBean;
import dev.modmedic.access.EgressPolicy;
import dev.modmedic.probe.Failure;
import dev.modmedic.probe.FailureNames;
import dev.modmedic.probe.HttpProbe;
import dev.modmedic.probe.Outcome;
import dev.modmedic.probe.ProbeKind;
import dev.modmedic.probe.ProbeRequest;
import dev.modmedic.probe.ProbeResult;
import dev.modmedic.probe.ProbeSettings;
import dev.modmedic.probe.Prober;
import dev.modmedic.probe.Target;
import dev.modmedic.probe.TargetType;
import dev.modmedic.probe.Vantage;
import dev.modmedic.probe.dnsjava.SystemLookup;
import dev.modmedic.probe.okhttp.OkHttpFetcher;
import dev.modmedic.probe.okhttp.PhaseLimits;
import dev.modmedic.probe.okhttp.Trust;
import dev.modmedic.testing.net.TlsFaults;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import okhttp3.tls.HeldCertificate;

/**
 * What one HTTPS probe costs the processor, against prometheus-blackbox-exporter: both fetch the
 * same page of one nginx on loopback over a fresh connection, turn by turn. Counted is the user and
 * system time of the probing process as a whole, so the exporter's includes answering the request
 * that asks for the probe, and ours what a Java machine does besides.
 */
final class ProbeBenchmark {
  private static final int ROUNDS = 8;
  private static final int PROBES = 500;

  /** Until the compiler has seen each method of a probe often enough. */
  private static final int WARM_UP = 24_000;

  private final Path folder;
  private final List<Process> started = new ArrayList<>();

  private ProbeBenchmark(Path folder) {
    this.folder = folder;
  }

  public static void main(String[] args) throws Exception {
    Path folder = Files.createTempDirectory("modmedic-bench");
    ProbeBenchmark benchmark = new ProbeBenchmark(folder);
    try {
      benchmark.run();
    } finally {
      benchmark.stop();
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
          Files.delete(file);
        }
      }
    }
  }

  private void run() throws Exception {
    TlsFaults authority = new TlsFaults();
    URI page = nginx(authority.good("localhost"));
    Path roots = Files.writeString(folder.resolve("roots.pem"), authority.authorityPem());
    Exporter exporter = exporter(roots, page);
    Ours ours = new Ours(Files.readString(roots), page);
    double[] own = new double[ROUNDS];
    double[] theirs = new double[ROUNDS];
    ours.microsPerProbe(Integer.getInteger("warm-up", WARM_UP));
    exporter.microsPerProbe(PROBES);
    for (int round = 0; round < ROUNDS; round++) {
      own[round] = ours.microsPerProbe(PROBES);
      theirs[round] = exporter.microsPerProbe(PROBES);
    }
    double[] ratios = new double[ROUNDS];
    Arrays.setAll(ratios, round -> own[round] / theirs[round]);
    System.out.printf(
        "processor time per HTTPS probe: ours %.0f us, blackbox exporter %.0f us, ratio %.2f"
            + " (pair by pair %.2f to %.2f)%n",
        Interleaved.median(own),
        Interleaved.median(theirs),
        Interleaved.median(ratios),
        Arrays.stream(ratios).min().orElseThrow(),
        Arrays.stream(ratios).max().orElseThrow());
  }

  private URI nginx(HeldCertificate certificate) throws Exception {
    int port = freePort();
    Files.writeString(
        folder.resolve("server.pem"),
        certificate.certificatePem() + certificate.privateKeyPkcs8Pem());
    Files.writeString(
        folder.resolve("nginx.conf"),
        """
        daemon off; worker_processes 1; pid nginx.pid; error_log stderr crit;
        events { worker_connections 256; }
        http {
          access_log off; keepalive_timeout 0; ssl_session_cache off; ssl_session_tickets off;
          client_body_temp_path body; proxy_temp_path proxy; fastcgi_temp_path fastcgi;
          uwsgi_temp_path uwsgi; scgi_temp_path scgi;
          server {
            listen 127.0.0.1:%d ssl; listen [::1]:%d ssl;
            ssl_certificate server.pem; ssl_certificate_key server.pem;
            ssl_protocols TLSv1.2 TLSv1.3;
            location / { default_type text/plain; return 200 "%s"; }
          }
        }
        """
            .formatted(port, port, "v1.0.0 ".repeat(40)));
    start("nginx", "-p", folder.toString(), "-c", folder.resolve("nginx.conf").toString());
    awaitListening(port);
    return URI.create("https://localhost:" + port + "/");
  }

  private Exporter exporter(Path roots, URI page) throws Exception {
    int port = freePort();
    Path modules =
        Files.writeString(
            folder.resolve("blackbox.yml"),
            """
            modules:
              https:
                prober: http
                timeout: 5s
                http:
                  preferred_ip_protocol: ip4
                  tls_config: {ca_file: %s}
            """
                .formatted(roots));
    Process process =
        start(
            "prometheus-blackbox-exporter",
            "--config.file=" + modules,
            "--log.level=error",
            "--web.listen-address=127.0.0.1:" + port);
    awaitListening(port);
    return new Exporter(
        process.pid(),
        URI.create("http://127.0.0.1:%d/probe?module=https&target=%s".formatted(port, page)));
  }

  private Process start(String... command) throws IOException {
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    started.add(process);
    return process;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private static void awaitListening(int port) throws Exception {
    for (int i = 0; ; i++) {
      try (java.net.Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
        return;
      } catch (IOException e) {
        if (i == 100) {
          throw e;
        }
        TimeUnit.MILLISECONDS.sleep(50);
      }
    }
  }

  private void stop() throws InterruptedException {
    for (Process process : started) {
      process.destroy();
      process.waitFor(5, TimeUnit.SECONDS);
    }
  }

  /** This process. */
  private static final class Ours {
    private final OperatingSystemMXBean system =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private final Prober prober;
    private final ProbeRequest request;

    Ours(String roots, URI page) throws Exception {
      FailureNames names =
          (source, phase, log, otherwise) -> new Failure(source, otherwise, log, phase);
      prober =
          new HttpProbe(
              new OkHttpFetcher(
                  EgressPolicy.allowing(List.of("127.0.0.0/8", "::1/128")),
                  SystemLookup.ofThisMachine(),
                  names,
                  Trust.withExtra(roots),
                  PhaseLimits.DEFAULTS,
                  Clock.systemUTC(),
                  "ModMedic-bench"),
              names,
              Clock.systemUTC());
      request =
          new ProbeRequest(
              new Target(new UUID(0, 1), "page", TargetType.HTTPS, page, ProbeSettings.DEFAULTS),
              ProbeKind.HTTP,
              new Vantage("local", null),
              Duration.ofSeconds(5));
    }

    /** On a virtual thread, as the runner of a region probes. */
    double microsPerProbe(int probes) throws Exception {
      FutureTask<Double> task = new FutureTask<>(() -> measured(probes));
      Thread.ofVirtual().start(task);
      return task.get();
    }

    private double measured(int probes) throws InterruptedException {
      long before = system.getProcessCpuTime();
      for (int i = 0; i < probes; i++) {
        ProbeResult result = prober.probe(request);
        if (result.outcome() != Outcome.PASSED) {
          throw new IllegalStateException(result.toString());
        }
      }
      return (system.getProcessCpuTime() - before) / 1e3 / probes;
    }
  }

  /** The exporter's process, whose times Linux counts in hundredths of a second. */
  private record Exporter(long pid, URI probe) {
    private static final double TICK_MICROS = 10_000;

    double microsPerProbe(int probes) throws Exception {
      try (HttpClient http = HttpClient.newHttpClient()) {
        long before = ticks();
        for (int i = 0; i < probes; i++) {
          HttpResponse<String> answer =
              http.send(
                  HttpRequest.newBuilder(probe).build(), HttpResponse.BodyHandlers.ofString());
          if (!answer.body().contains("probe_success 1")) {
            throw new IllegalStateException(answer.body());
          }
        }
        return (ticks() - before) * TICK_MICROS / probes;
      }
    }

    private long ticks() throws IOException {
      String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
      return Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
    }
  }
}
