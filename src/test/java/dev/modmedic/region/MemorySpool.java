package dev.modmedic.region;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A spool that holds so many results and forgets them with the process. */
final class MemorySpool implements Spool {
  private final int room;
  private final List<RunResult> results = new ArrayList<>();
  private long removed;
  private long dropped;

  MemorySpool(int room) {
    this.room = room;
  }

  @Override
  public synchronized int append(List<RunResult> more) {
    int stored = Math.min(more.size(), room - results.size());
    results.addAll(more.subList(0, stored));
    dropped += more.size() - stored;
    return stored;
  }

  @Override
  public synchronized Optional<Batch> oldest(int most) {
    List<RunResult> batch = List.copyOf(results.subList(0, Math.min(most, results.size())));
    return batch.isEmpty()
        ? Optional.empty()
        : Optional.of(new Batch(batch, removed + batch.size()));
  }

  @Override
  public synchronized void remove(Batch batch) {
    while (removed < batch.last()) {
      results.removeFirst();
      removed++;
    }
  }

  @Override
  public synchronized long size() {
    return results.size();
  }

  @Override
  public synchronized long dropped() {
    return dropped;
  }

  @Override
  public void close() {
    // Nothing is open.
  }
}
