package dev.modmedic.bench;

import dev.modmedic.diagnosis.Calibration;
import dev.modmedic.diagnosis.Engine;
import dev.modmedic.diagnosis.Inquiry;
import dev.modmedic.knowledge.Cause;
import dev.modmedic.knowledge.KnowledgeBase;
import dev.modmedic.knowledge.LinePattern;
import dev.modmedic.knowledge.Mark;
import dev.modmedic.knowledge.Signal;
import dev.modmedic.knowledge.cel.CelConditions;
import dev.modmedic.knowledge.re2.Re2Patterns;
import dev.modmedic.knowledge.yaml.KnowledgeFolder;
import dev.modmedic.knowledge.yaml.YamlKnowledge;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * How fast a log is diagnosed, against {@code rg -f} with the same patterns on the same file and
 * against trying every pattern on every line. Prints one figure a line.
 */
final class ScanBenchmark {
  private static final int MIB = 1 << 20;
  private static final int ROUNDS = 15;

  private final KnowledgeBase knowledge =
      new YamlKnowledge(new Re2Patterns(), new CelConditions()).read(KnowledgeFolder.bundled());
  private final Engine engine = new Engine(knowledge, Calibration.NONE);
  private final Path folder;

  private ScanBenchmark(Path folder) {
    this.folder = folder;
  }

  public static void main(String[] args) throws Exception {
    Path folder = Files.createTempDirectory("modmedic-bench");
    try {
      new ScanBenchmark(folder).run();
    } finally {
      try (Stream<Path> files = Files.list(folder)) {
        for (Path file : files.toList()) {
          Files.delete(file);
        }
      }
      Files.delete(folder);
    }
  }

  private void run() throws Exception {
    System.out.printf(
        "machine: %d cores, %s, Java %s; %d causes, %d patterns%n",
        Runtime.getRuntime().availableProcessors(),
        System.getProperty("os.arch"),
        Runtime.version(),
        knowledge.causes().size(),
        patterns().size());
    String healthy = new BuildLog(1).healthy(40 * MIB);
    String faulty = new BuildLog(2).failing(2 * MIB, 1, nearMisses());
    againstRipgrep("40 MiB, nothing failed", healthy, 3);
    againstRipgrep("2 MiB, every line holds a literal", faulty, 3);
    againstEveryPattern(new BuildLog(3).healthy(MIB));
    tenTimesTheRules(healthy);
    hostile();
    latency();
  }

  private List<LinePattern> patterns() {
    return Stream.concat(
            knowledge.marks().stream().map(Mark::pattern),
            knowledge.causes().stream().flatMap(c -> c.signals().stream()).map(Signal::pattern))
        .toList();
  }

  private void againstRipgrep(String name, String log, int rounds) throws Exception {
    Path file = Files.writeString(folder.resolve("log"), log);
    Path expressions =
        Files.write(
            folder.resolve("patterns"),
            patterns().stream().map(ScanBenchmark::uncaptured).toList());
    Interleaved.Outcome outcome =
        Interleaved.of(
            rounds,
            () -> engine.diagnose(Inquiry.of(Files.readString(file))),
            () -> ripgrep(expressions, file));
    System.out.printf("%s, against rg -f: %s%n", name, outcome);
  }

  /** rg joins all patterns into one, in which a name may stand only once; it needs no captures. */
  private static String uncaptured(LinePattern pattern) {
    return pattern.source().replaceAll("\\(\\?P<\\w+>", "(?:");
  }

  private static void ripgrep(Path expressions, Path file)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                "rg", "--threads", "1", "--no-config", "-c", "-f", expressions + "", file + "")
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    if (process.waitFor() > 1) {
      throw new IOException("rg failed");
    }
  }

  /**
   * Lines with the literals of patterns that still do not match, as a wrapper's noise would have.
   */
  private List<String> nearMisses() {
    return knowledge.causes().stream()
        .flatMap(cause -> cause.signals().stream())
        .flatMap(signal -> signal.literals().stream())
        .map(literal -> "step 7: checking for <" + literal.strip() + "> in the output of the build")
        .filter(line -> patterns().stream().noneMatch(p -> p.find(line, 0).isPresent()))
        .toList();
  }

  private void againstEveryPattern(String log) throws Exception {
    List<Pattern> naive =
        patterns().stream().map(p -> Pattern.compile(p.source().replace("(?P<", "(?<"))).toList();
    List<String> lines = log.lines().toList();
    Interleaved.Outcome outcome =
        Interleaved.of(
            3,
            () -> engine.diagnose(Inquiry.of(log)),
            () -> lines.forEach(line -> naive.forEach(pattern -> pattern.matcher(line).find())));
    System.out.printf("1 MiB, against every pattern on every line: %s%n", outcome);
  }

  private void tenTimesTheRules(String log) throws Exception {
    Engine ten = new Engine(tenfold(), Calibration.NONE);
    double[] with = new double[ROUNDS];
    double[] without = new double[ROUNDS];
    for (int i = 0; i < ROUNDS; i++) {
      with[i] = Interleaved.cpuMillis(() -> ten.diagnose(Inquiry.of(log)));
      without[i] = Interleaved.cpuMillis(() -> engine.diagnose(Inquiry.of(log)));
    }
    System.out.printf(
        "40 MiB, ten times the rules: %.2f times the CPU%n",
        Interleaved.median(with) / Interleaved.median(without));
  }

  private KnowledgeBase tenfold() {
    List<Cause> causes = new ArrayList<>(knowledge.causes());
    Re2Patterns compiler = new Re2Patterns();
    for (int copy = 1; copy < 10; copy++) {
      for (Cause cause : knowledge.causes()) {
        causes.add(copyOf(cause, copy, compiler));
      }
    }
    return new KnowledgeBase("tenfold", causes, knowledge.marks());
  }

  /** The same cause for other words: each literal gets letters that no other has. */
  private static Cause copyOf(Cause cause, int copy, Re2Patterns compiler) {
    List<Signal> signals =
        cause.signals().stream()
            .map(signal -> {
              List<String> literals =
                  signal.literals().stream().map(l -> shifted(l, copy)).toList();
              String source = String.join("|", literals.stream().map(Pattern::quote).toList());
              return new Signal(
                  signal.id(),
                  compiler.compile(source),
                  signal.weight(),
                  signal.speaker(),
                  literals,
                  signal.within(),
                  signal.outside(),
                  signal.releases(),
                  signal.says());
            })
            .toList();
    return new Cause(
        cause.code() + "-" + copy,
        cause.status(),
        cause.severity(),
        cause.owner(),
        cause.retry(),
        cause.title(),
        cause.explanation(),
        cause.needs(),
        cause.prior(),
        signals,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of());
  }

  private static String shifted(String literal, int by) {
    StringBuilder shifted = new StringBuilder();
    literal
        .chars()
        .forEach(
            c -> shifted.append((char) (c >= 'a' && c <= 'z' ? 'a' + (c - 'a' + by) % 26 : c)));
    return shifted.toString();
  }

  private void hostile() throws Exception {
    String literal = "no such host";
    print("one line of 16 MiB", "x".repeat(16 * MIB));
    print("one line of 16 MiB full of a literal", (literal + " ").repeat(16 * MIB / 13));
    print("100,000 near misses", ("lookup : " + literal + "\n").repeat(100_000));
    print("1,000,000 empty lines", "\n".repeat(1_000_000));
    print("bait for nested quantifiers", ("lookup " + "a".repeat(5_000) + "!\n").repeat(3_000));
    print("16 MiB of terminal codes", "\u001b[31m\u001b[0m".repeat(16 * MIB / 9));
    print("16 MiB of escapes", "\\n\\t\\\"".repeat(16 * MIB / 6));
    print("16 MiB of NUL", "\0".repeat(16 * MIB));
    print(
        "200,000 real failures", ("dial tcp: lookup x.example: " + literal + "\n").repeat(200_000));
  }

  private void print(String name, String log) throws Exception {
    double[] millis = new double[5];
    for (int i = 0; i < millis.length; i++) {
      millis[i] = Interleaved.cpuMillis(() -> engine.diagnose(Inquiry.of(log)));
    }
    System.out.printf("hostile, %s: %.0f ms of CPU%n", name, Interleaved.median(millis));
  }

  private void latency() throws Exception {
    String fault =
        "go: example.com/m@v1.0.0: Get \"https://proxy.example.net/example.com/m/@v/v1.0.0.info\":"
            + " dial tcp: lookup proxy.example.net on 192.0.2.53:53: no such host\n";
    String log = new BuildLog(4).healthy(64 << 10) + fault;
    byte[] posted = log.getBytes(StandardCharsets.UTF_8);
    double[] millis = new double[20_000];
    for (int i = 0; i < millis.length; i++) {
      millis[i] =
          Interleaved.cpuMillis(
              () -> engine.diagnose(Inquiry.of(new String(posted, StandardCharsets.UTF_8))));
    }
    double[] warm = java.util.Arrays.copyOfRange(millis, 5_000, millis.length);
    java.util.Arrays.sort(warm);
    System.out.printf(
        "64 KiB, engine only: p50 %.2f ms, p99 %.2f ms of CPU%n",
        warm[warm.length / 2], warm[(int) (warm.length * 0.99)]);
  }
}
