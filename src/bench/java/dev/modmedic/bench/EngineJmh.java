package dev.modmedic.bench;

import dev.modmedic.diagnosis.Calibration;
import dev.modmedic.diagnosis.Diagnosis;
import dev.modmedic.diagnosis.Engine;
import dev.modmedic.diagnosis.Inquiry;
import dev.modmedic.evidence.LogText;
import dev.modmedic.evidence.Redaction;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** One log of 64 KiB, as it is posted most often, with a failure in its last line. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 4, time = 2)
@Measurement(iterations = 2, time = 2)
public class EngineJmh {
  private static final int KIB = 1 << 10;

  private final Engine engine = new Engine(Rules.bundled().knowledge(), Calibration.NONE);
  private final String log = new BuildLog(4).failingAtLast(64 * KIB);
  private final String coloured =
      "\u001b[32m" + log.replace("\n", "\u001b[0m\r\n\u001b[32m") + "\u001b[0m";
  private final byte[] posted = log.getBytes(StandardCharsets.UTF_8);

  /** From the bytes to the diagnosis; as SampleTime it gives the percentiles. */
  @Benchmark
  @BenchmarkMode({Mode.SampleTime, Mode.AverageTime})
  public Diagnosis diagnose() {
    return engine.diagnose(Inquiry.of(new String(posted, StandardCharsets.UTF_8)));
  }

  @Benchmark
  public LogText read() {
    return LogText.of(log);
  }

  /** Every line in the colours of a terminal, whose codes are taken out. */
  @Benchmark
  public LogText readColoured() {
    return LogText.of(coloured);
  }

  /** A log that holds no secret, as nearly all. */
  @Benchmark
  public String redact() {
    return Redaction.redact(log);
  }
}
