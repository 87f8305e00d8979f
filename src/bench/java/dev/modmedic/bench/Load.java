package dev.modmedic.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** Several connections that post the same body to one path. */
final class Load implements AutoCloseable {
  private final List<Poster> posters = new ArrayList<>();
  private final ExecutorService threads;

  Load(int connections, int port, String path, byte[] body) throws IOException {
    for (int i = 0; i < connections; i++) {
      posters.add(new Poster(port, path, body));
    }
    this.threads = Executors.newFixedThreadPool(connections);
  }

  /** Each connection posts again as soon as it was answered, until all together did {@code n}. */
  void post(int n) throws Exception {
    AtomicInteger left = new AtomicInteger(n);
    onEach(poster -> {
      while (left.getAndDecrement() > 0) {
        poster.post();
      }
    });
  }

  /**
   * Posts at a fixed rate whatever the answers do, for {@code time}.
   *
   * @return milliseconds from when each request was due to its answer, in order of size; a request
   *     that waited for a connection waited for the server
   */
  double[] latencies(double perSecond, Duration time) throws Exception {
    double gap = 1e9 / perSecond;
    double[] millis = new double[(int) (time.toSeconds() * perSecond)];
    AtomicInteger next = new AtomicInteger();
    long start = System.nanoTime();
    onEach(poster -> {
      for (int i = next.getAndIncrement(); i < millis.length; i = next.getAndIncrement()) {
        long due = start + (long) (i * gap);
        for (long now = System.nanoTime(); now < due; now = System.nanoTime()) {
          LockSupport.parkNanos(due - now);
        }
        poster.post();
        millis[i] = (System.nanoTime() - due) / 1e6;
      }
    });
    Arrays.sort(millis);
    return millis;
  }

  private interface Posting {
    void by(Poster poster) throws IOException;
  }

  private void onEach(Posting posting) throws Exception {
    List<Future<?>> running = new ArrayList<>();
    for (Poster poster : posters) {
      running.add(
          threads.submit(() -> {
            posting.by(poster);
            return null;
          }));
    }
    for (Future<?> one : running) {
      one.get();
    }
  }

  @Override
  public void close() throws IOException {
    threads.shutdownNow();
    for (Poster poster : posters) {
      poster.close();
    }
  }
}
