package dev.modmedic.bench;

import java.util.List;
import java.util.Random;

/** Makes build logs as a large CI job prints them; the same seed makes the same log. */
final class BuildLog {
  private static final List<String> OWNERS = List.of("acme", "kube", "oss", "north", "bar");
  private static final List<String> NAMES = List.of("lib", "tool", "errors", "core", "netutil");

  private static final String FAULT =
      "go: example.com/m@v1.0.0: Get \"https://proxy.example.net/example.com/m/@v/v1.0.0.info\":"
          + " dial tcp: lookup proxy.example.net on 192.0.2.53:53: no such host\n";

  private final Random random;

  BuildLog(long seed) {
    this.random = new Random(seed);
  }

  /** A log of at least {@code bytes} bytes in which nothing failed. */
  String healthy(int bytes) {
    StringBuilder log = new StringBuilder(bytes + 300);
    while (log.length() < bytes) {
      log.append(healthyLine()).append('\n');
    }
    return log.toString();
  }

  /** A log of about {@code bytes} bytes of a build that went well until its last line. */
  String failingAtLast(int bytes) {
    return healthy(bytes - FAULT.length()) + FAULT;
  }

  /**
   * The same as a healthy one with a line of {@code faults} after every {@code every} healthy ones.
   */
  String failing(int bytes, int every, List<String> faults) {
    StringBuilder log = new StringBuilder(bytes + 300);
    for (int i = 1; log.length() < bytes; i++) {
      boolean fault = i % every == 0;
      String line = fault ? faults.get(random.nextInt(faults.size())) : healthyLine();
      log.append(line).append('\n');
    }
    return log.toString();
  }

  private String healthyLine() {
    return switch (random.nextInt(20)) {
      case 0, 1, 2, 3, 4, 5, 6, 7 ->
          "go: downloading %s v%d.%d.%d".formatted(module(), n(9), n(99), n(9));
      case 8, 9, 10, 11 ->
          "# get https://proxy.golang.org/%s/@v/v1.%d.0.info: 200 OK (0.%03ds)"
              .formatted(module(), n(99), n(999));
      case 12, 13, 14 ->
          "ok  \t%s/pkg%d\t0.%03ds\tcoverage: %d.%d%% of statements"
              .formatted(module(), n(99), n(999), n(99), n(9));
      case 15, 16, 17 ->
          "%02d:%02d:%02d INFO [worker-%d] processed request id=%016x status=200 duration=%dms"
              .formatted(n(23), n(59), n(59), n(64), random.nextLong(), n(999));
      default ->
          "compile -o $WORK/b%d/_pkg_.a -trimpath -p %s -std -complete -buildid %x"
              .formatted(n(999), module(), random.nextLong());
    };
  }

  private String module() {
    return "github.com/%s/%s%d".formatted(pick(OWNERS), pick(NAMES), n(400));
  }

  private int n(int bound) {
    return random.nextInt(bound + 1);
  }

  private String pick(List<String> values) {
    return values.get(random.nextInt(values.size()));
  }
}
