package dev.modmedic.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;

/** Times two things turn by turn, so that a noisy machine disturbs both alike. */
final class Interleaved {
  /** Ours runs in a JVM that compiles as it goes; a program of its own needs no warming up. */
  private static final int WARM_UP = 5;

  private Interleaved() {}

  /** Something to time; it must not be optimised away. */
  interface Work {
    void run() throws Exception;
  }

  /**
   * Medians of several rounds.
   *
   * @param ratio how many times as fast ours is: median of theirs through median of ours
   */
  record Outcome(double oursMillis, double theirsMillis, double ratio) {
    @Override
    public String toString() {
      return "ours %.1f ms, theirs %.1f ms, ratio %.2f".formatted(oursMillis, theirsMillis, ratio);
    }
  }

  static Outcome of(int rounds, Work ours, Work theirs) throws Exception {
    double[] mine = new double[rounds];
    double[] its = new double[rounds];
    for (int i = 0; i < WARM_UP; i++) {
      ours.run();
    }
    for (int i = 0; i < rounds; i++) {
      mine[i] = millis(ours);
      its[i] = millis(theirs);
    }
    double own = median(mine);
    double other = median(its);
    return new Outcome(own, other, other / own);
  }

  static double millis(Work work) throws Exception {
    long start = System.nanoTime();
    work.run();
    return (System.nanoTime() - start) / 1e6;
  }

  /** Milliseconds of CPU of this thread, which other processes of the machine hardly change. */
  static double cpuMillis(Work work) throws Exception {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long start = threads.getCurrentThreadCpuTime();
    work.run();
    return (threads.getCurrentThreadCpuTime() - start) / 1e6;
  }

  static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
