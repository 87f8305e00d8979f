package dev.modmedic.region;

import java.util.List;
import java.util.Optional;

/**
 * Results that wait for the server, in the order in which they were written; they survive the
 * process. Safe for one writer beside one reader.
 */
public interface Spool extends AutoCloseable {
  /**
   * Writes results down; once this returns, what was stored outlives a killed process. When there
   * is no more room, the newest are the ones that are dropped, and they are counted.
   *
   * @return how many were stored, which are the first ones
   */
  int append(List<RunResult> results);

  /**
   * The oldest ones, without taking them out.
   *
   * @param most at most so many; fewer if they are large
   */
  Optional<Batch> oldest(int most);

  /** Takes out everything up to the end of a batch, after the server's answer. */
  void remove(Batch batch);

  /** How many wait. */
  long size();

  /** How many found no room or could not be read back, since the agent was installed. */
  long dropped();

  @Override
  void close();

  /**
   * Results that stand next to each other.
   *
   * @param last the number of the last one
   */
  record Batch(List<RunResult> results, long last) {
    public Batch {
      results = List.copyOf(results);
    }
  }
}
