package dev.modmedic.bench;

import dev.modmedic.diagnosis.Calibration;
import dev.modmedic.diagnosis.Diagnosis;
import dev.modmedic.diagnosis.Engine;
import dev.modmedic.diagnosis.Inquiry;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Logs made to take long, as large as a server takes them. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3)
@Measurement(iterations = 5)
public class HostileJmh {
  private static final int MIB = 1 << 20;
  private static final String LITERAL = "no such host";

  /** What the log is. */
  @Param public Kind kind = Kind.ONE_LINE_OF_16_MIB;

  private final Engine engine = new Engine(Rules.bundled().knowledge(), Calibration.NONE);
  private String log = "";

  /** One way of making work for a scanner. */
  public enum Kind {
    ONE_LINE_OF_16_MIB,
    ONE_LINE_OF_16_MIB_OF_A_LITERAL,
    NEAR_MISSES_100_000,
    EMPTY_LINES_1_000_000,
    NESTED_QUANTIFIER_BAIT_15_MIB,
    TERMINAL_CODES_16_MIB,
    ESCAPES_16_MIB,
    NUL_16_MIB,
    REAL_FAILURES_200_000
  }

  @Setup
  public void make() {
    log =
        switch (kind) {
          case ONE_LINE_OF_16_MIB -> "x".repeat(16 * MIB);
          case ONE_LINE_OF_16_MIB_OF_A_LITERAL -> filled(LITERAL + " ");
          case NEAR_MISSES_100_000 -> ("lookup : " + LITERAL + "\n").repeat(100_000);
          case EMPTY_LINES_1_000_000 -> "\n".repeat(1_000_000);
          case NESTED_QUANTIFIER_BAIT_15_MIB ->
              ("lookup " + "a".repeat(5_000) + "!\n").repeat(3_000);
          case TERMINAL_CODES_16_MIB -> filled("\u001b[31m\u001b[0m");
          case ESCAPES_16_MIB -> filled("\\n\\t\\\"");
          case NUL_16_MIB -> filled("\0");
          case REAL_FAILURES_200_000 ->
              ("dial tcp: lookup x.example: " + LITERAL + "\n").repeat(200_000);
        };
  }

  private static String filled(String text) {
    return text.repeat(16 * MIB / text.length());
  }

  @Benchmark
  public Diagnosis diagnose() {
    return engine.diagnose(Inquiry.of(log));
  }
}
