package dev.modmedic.bench;

import dev.modmedic.diagnosis.Calibration;
import dev.modmedic.diagnosis.Diagnosis;
import dev.modmedic.diagnosis.Engine;
import dev.modmedic.diagnosis.Inquiry;
import dev.modmedic.knowledge.KnowledgeBase;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Whole logs, against what a user could run instead. An operation is one KiB, so that each side can
 * read as much as it can in a few seconds.
 */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 4)
@Measurement(iterations = 4)
public class ScanJmh {
  private static final int KIB = 1 << 10;

  /** KiB of the log that we read. */
  private static final int LARGE = 40 * KIB;

  private static final int MIDDLE = 2 * KIB;

  /** KiB of the log that slower programs read. */
  private static final int SMALL = 64;

  private static final int FOR_RIPGREP = 128;

  private static String healthy(int kib) {
    return new BuildLog(1).healthy(kib * KIB);
  }

  private static String literals(Rules rules, int kib) {
    return new BuildLog(2).failing(kib * KIB, 1, rules.nearMisses());
  }

  private static Engine engine(KnowledgeBase knowledge) {
    return new Engine(knowledge, Calibration.NONE);
  }

  /** All rules, and a log in which nothing failed. */
  @State(Scope.Benchmark)
  public static class Healthy {
    private final Engine engine = engine(Rules.bundled().knowledge());
    private final String log = healthy(LARGE);
  }

  /** Ten times the rules. */
  @State(Scope.Benchmark)
  public static class Tenfold {
    private final Engine engine = engine(Rules.bundled().tenfold());
    private final String log = healthy(LARGE);
  }

  /** A log in which every line holds a literal of a rule, and none matches. */
  @State(Scope.Benchmark)
  public static class Literals {
    private final Rules rules = Rules.bundled();
    private final Engine engine = engine(rules.knowledge());
    private final String log = literals(rules, MIDDLE);
  }

  /** Every pattern of the rules for {@code java.util.regex}. */
  @State(Scope.Benchmark)
  public static class Patterns {
    private final List<Pattern> patterns = Rules.bundled().javaPatterns();
    private final List<String> lines = healthy(SMALL).lines().toList();
  }

  /** ripgrep, which must be installed. */
  @State(Scope.Benchmark)
  public static class Programs {
    private final Rules rules = Rules.bundled();
    private final Ripgrep healthy = new Ripgrep(rules.patterns(), healthy(FOR_RIPGREP));
    private final Ripgrep literals = new Ripgrep(rules.patterns(), literals(rules, SMALL));
    private final Ripgrep nothing = new Ripgrep(rules.patterns(), "");

    @TearDown
    public void delete() throws IOException {
      healthy.close();
      literals.close();
      nothing.close();
    }
  }

  @Benchmark
  @OperationsPerInvocation(LARGE)
  public Diagnosis healthy(Healthy healthy) {
    return healthy.engine.diagnose(Inquiry.of(healthy.log));
  }

  @Benchmark
  @OperationsPerInvocation(LARGE)
  public Diagnosis healthyTenTimesTheRules(Tenfold tenfold) {
    return tenfold.engine.diagnose(Inquiry.of(tenfold.log));
  }

  @Benchmark
  @OperationsPerInvocation(MIDDLE)
  public Diagnosis everyLineHoldsALiteral(Literals literals) {
    return literals.engine.diagnose(Inquiry.of(literals.log));
  }

  @Benchmark
  @Warmup(iterations = 1)
  @Measurement(iterations = 2)
  @OperationsPerInvocation(SMALL)
  public int healthyByEveryPatternOnEveryLine(Patterns patterns) {
    int found = 0;
    for (String line : patterns.lines) {
      for (Pattern pattern : patterns.patterns) {
        found += pattern.matcher(line).find() ? 1 : 0;
      }
    }
    return found;
  }

  @Benchmark
  @Warmup(iterations = 0)
  @Measurement(iterations = 2)
  @OperationsPerInvocation(FOR_RIPGREP)
  public int healthyByRipgrep(Programs programs) throws IOException, InterruptedException {
    return programs.healthy.run();
  }

  @Benchmark
  @Warmup(iterations = 0)
  @Measurement(iterations = 1)
  @OperationsPerInvocation(SMALL)
  public int everyLineHoldsALiteralByRipgrep(Programs programs)
      throws IOException, InterruptedException {
    return programs.literals.run();
  }

  /** What ripgrep takes before it reads: its start, and the compiling of the patterns. */
  @Benchmark
  @Warmup(iterations = 1)
  @OutputTimeUnit(TimeUnit.MILLISECONDS)
  public int startOfRipgrep(Programs programs) throws IOException, InterruptedException {
    return programs.nothing.run();
  }
}
