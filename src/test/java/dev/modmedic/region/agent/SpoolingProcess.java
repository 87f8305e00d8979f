package dev.modmedic.region.agent;

import dev.modmedic.region.AgentSamples;
import dev.modmedic.region.RunResult;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/** Appends to a spool until it is killed, and prints the number of each result that is stored. */
final class SpoolingProcess {
  private SpoolingProcess() {}

  public static void main(String[] args) {
    int first = Integer.parseInt(args[1]);
    try (FileSpool spool = FileSpool.open(Path.of(args[0]), 64 << 20)) {
      for (int group = 0; ; group++) {
        int from = first + group * 3;
        List<RunResult> results =
            IntStream.range(from, from + 3).mapToObj(AgentSamples::runResult).toList();
        spool.append(results);
        System.out.println(from + 2);
      }
    }
  }
}
