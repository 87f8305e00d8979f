package dev.modmedic.bench;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * Runs the JMH benchmarks whose names match a pattern, in rounds of one fork each.
 *
 * <p>JMH takes all forks of one benchmark before the next, so that a machine that becomes slower in
 * between favours one side. A round takes each once; within a round they still follow each other,
 * minutes apart at most. Prints the median of the rounds, the least and the most.
 */
final class JmhRounds {
  private final Map<String, List<Double>> scores = new LinkedHashMap<>();

  private JmhRounds() {}

  /** Takes the pattern, and how many rounds. */
  public static void main(String[] args) throws RunnerException {
    JmhRounds rounds = new JmhRounds();
    Options options =
        new OptionsBuilder()
            .include(args[0])
            .forks(1)
            .jvmArgs("@src/main/jvm.options")
            .shouldFailOnError(true)
            .build();
    for (int i = 0; i < Integer.parseInt(args[1]); i++) {
      rounds.add(new Runner(options).run());
    }
    rounds.print();
  }

  private void add(Collection<RunResult> results) {
    for (RunResult result : results) {
      BenchmarkParams params = result.getParams();
      String simple = params.getBenchmark().replaceAll("^.*\\.(?=\\w+\\.\\w+$)", "");
      StringBuilder name = new StringBuilder(simple);
      params.getParamsKeys().forEach(key -> name.append(", ").append(params.getParam(key)));
      Result<?> primary = result.getPrimaryResult();
      String unit = ", " + primary.getScoreUnit();
      if (params.getMode() == Mode.SampleTime) {
        for (int percentile : new int[] {50, 99}) {
          double score = primary.getStatistics().getPercentile(percentile);
          add(name + ", p" + percentile + unit, score);
        }
      } else {
        add(name + unit, primary.getScore());
      }
    }
  }

  private void add(String name, double score) {
    scores.computeIfAbsent(name, any -> new ArrayList<>()).add(score);
  }

  private void print() {
    System.out.printf("%nMedian of the rounds, least, most:%n");
    scores.forEach((name, all) -> {
      double[] values = all.stream().mapToDouble(Double::doubleValue).sorted().toArray();
      System.out.printf(
          Locale.ROOT,
          "%-70s %12.2f %12.2f %12.2f%n",
          name,
          Interleaved.median(values),
          values[0],
          values[values.length - 1]);
    });
  }
}
