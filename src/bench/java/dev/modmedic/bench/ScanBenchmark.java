package dev.modmedic.bench;

import dev.modmedic.diagnosis.Calibration;
import dev.modmedic.diagnosis.Engine;
import dev.modmedic.diagnosis.Inquiry;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.Pattern;

/**
 * How fast a log is diagnosed, turn by turn with {@code rg -f} with the same patterns on the same
 * file, with every pattern on every line, and with ten times the rules. Prints one figure a line.
 */
final class ScanBenchmark {
  private static final int MIB = 1 << 20;
  private static final int ROUNDS = 15;

  private final Rules rules = Rules.bundled();
  private final Engine engine = new Engine(rules.knowledge(), Calibration.NONE);

  private ScanBenchmark() {}

  public static void main(String[] args) throws Exception {
    new ScanBenchmark().run();
  }

  private void run() throws Exception {
    System.out.printf(
        "machine: %d cores, %s, Java %s; %d causes, %d patterns%n",
        Runtime.getRuntime().availableProcessors(),
        System.getProperty("os.arch"),
        Runtime.version(),
        rules.knowledge().causes().size(),
        rules.patterns().size());
    String healthy = new BuildLog(1).healthy(40 * MIB);
    String faulty = new BuildLog(2).failing(2 * MIB, 1, rules.nearMisses());
    againstRipgrep("40 MiB, nothing failed", healthy, 3);
    againstRipgrep("2 MiB, every line holds a literal", faulty, 3);
    againstEveryPattern(new BuildLog(3).healthy(MIB));
    tenTimesTheRules(healthy);
  }

  private void againstRipgrep(String name, String log, int rounds) throws Exception {
    try (Ripgrep ripgrep = new Ripgrep(rules.patterns(), log)) {
      Interleaved.Outcome outcome =
          Interleaved.of(
              rounds,
              () -> engine.diagnose(Inquiry.of(Files.readString(ripgrep.log()))),
              ripgrep::run);
      System.out.printf("%s, against rg -f: %s%n", name, outcome);
    }
  }

  private void againstEveryPattern(String log) throws Exception {
    List<Pattern> naive = rules.javaPatterns();
    List<String> lines = log.lines().toList();
    Interleaved.Outcome outcome =
        Interleaved.of(
            3,
            () -> engine.diagnose(Inquiry.of(log)),
            () -> lines.forEach(line -> naive.forEach(pattern -> pattern.matcher(line).find())));
    System.out.printf("1 MiB, against every pattern on every line: %s%n", outcome);
  }

  private void tenTimesTheRules(String log) throws Exception {
    Engine ten = new Engine(rules.tenfold(), Calibration.NONE);
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
}
