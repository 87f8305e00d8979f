package dev.modmedic.region.agent;

import dev.modmedic.region.HostPort;
import dev.modmedic.region.Reachability;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Tries all references at once and is content with the first that takes a connection. */
public final class TcpReachability implements Reachability, AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  @Override
  public boolean reachesAny(Collection<HostPort> references) throws InterruptedException {
    if (references.isEmpty()) {
      return false;
    }
    List<Callable<Boolean>> attempts =
        references.stream().map(reference -> (Callable<Boolean>) () -> connect(reference)).toList();
    try {
      // Twice the time, as resolving the name takes some of it too.
      return threads.invokeAny(attempts, 2 * PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      return false;
    }
  }

  private static boolean connect(HostPort reference) throws IOException {
    try (Socket socket = new Socket()) {
      socket.connect(
          new InetSocketAddress(reference.host(), reference.port()), (int) PATIENCE.toMillis());
      return true;
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
