package dev.modmedic.testing.net;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** Copies what one server sends to one client, with the faults of the moment. */
final class FaultyPipe {
  private static final int PIECE = 8192;
  private static final Duration TIME_TO_READ = Duration.ofMillis(200);

  private final Supplier<List<Fault>> faults;
  private final Socket server;
  private final Socket client;
  private long sent;

  FaultyPipe(Supplier<List<Fault>> faults, Socket server, Socket client) {
    this.faults = faults;
    this.server = server;
    this.client = client;
  }

  /** Copies until either side ends or a fault ends the connection. */
  void run() throws IOException, InterruptedException {
    byte[] buffer = new byte[PIECE];
    int read = server.getInputStream().read(buffer);
    while (read >= 0) {
      if (!pass(buffer, read)) {
        return;
      }
      read = server.getInputStream().read(buffer);
    }
    Optional<Fault.SlowClose> slow = fault(Fault.SlowClose.class);
    if (slow.isPresent()) {
      pause(slow.get().delay());
    }
    client.shutdownOutput();
  }

  /** False if the connection is to end here. */
  private boolean pass(byte[] buffer, int length) throws IOException, InterruptedException {
    Optional<Fault.Latency> latency = fault(Fault.Latency.class);
    if (latency.isPresent()) {
      pause(latency.get().delay().plus(some(latency.get().jitter())));
    }
    int from = 0;
    while (from < length) {
      int piece = (int) Math.min(length - from, Math.min(room(), pieceSize()));
      if (piece == 0) {
        if (!mayGoOn()) {
          return false;
        }
        continue;
      }
      client.getOutputStream().write(buffer, from, piece);
      client.getOutputStream().flush();
      from += piece;
      sent += piece;
      afterPiece(piece);
    }
    return true;
  }

  /** How many bytes may still pass before a fault ends the stream. */
  private long room() {
    long room = Long.MAX_VALUE;
    for (Fault fault : faults.get()) {
      room =
          switch (fault) {
            case Fault.Stall stall -> Math.min(room, stall.afterBytes() - sent);
            case Fault.ResetPeer reset -> Math.min(room, reset.afterBytes() - sent);
            case Fault.LimitData limit -> Math.min(room, limit.bytes() - sent);
            case Fault.HalfClose half -> Math.min(room, half.afterBytes() - sent);
            case Fault.Latency latency -> room;
            case Fault.Down down -> room;
            case Fault.Bandwidth bandwidth -> room;
            case Fault.SlowClose slow -> room;
            case Fault.Slicer slicer -> room;
          };
    }
    return Math.max(0, room);
  }

  private long pieceSize() {
    long slice = fault(Fault.Slicer.class).map(slicer -> (long) slicer.bytes()).orElse(PIECE + 0L);
    long tenth = fault(Fault.Bandwidth.class).map(b -> b.bytesPerSecond() / 10).orElse(PIECE + 0L);
    return Math.max(1, Math.min(slice, tenth));
  }

  private void afterPiece(int piece) throws InterruptedException {
    Optional<Fault.Slicer> slicer = fault(Fault.Slicer.class);
    if (slicer.isPresent()) {
      pause(slicer.get().pause());
    }
    Optional<Fault.Bandwidth> bandwidth = fault(Fault.Bandwidth.class);
    if (bandwidth.isPresent()) {
      pause(Duration.ofNanos(1_000_000_000L * piece / bandwidth.get().bytesPerSecond()));
    }
  }

  /** Does what the fault that leaves no room does; false if that ends the connection. */
  private boolean mayGoOn() throws IOException, InterruptedException {
    if (fault(Fault.ResetPeer.class).isPresent()) {
      // A reset overtakes what the client has not read yet.
      pause(sent > 0 ? TIME_TO_READ : Duration.ZERO);
      // A close that waits for nothing discards what was sent, which resets the connection.
      client.setSoLinger(true, 0);
      return false;
    }
    if (fault(Fault.HalfClose.class).isPresent()) {
      client.shutdownOutput();
    }
    if (fault(Fault.LimitData.class).isPresent()) {
      return false;
    }
    while (room() == 0 && !client.isClosed()) {
      pause(Duration.ofMillis(5));
    }
    return !client.isClosed();
  }

  private <T extends Fault> Optional<T> fault(Class<T> type) {
    return faults.get().stream().filter(type::isInstance).map(type::cast).findFirst();
  }

  private static Duration some(Duration jitter) {
    long most = jitter.toNanos();
    return Duration.ofNanos(most == 0 ? 0 : ThreadLocalRandom.current().nextLong(-most, most));
  }

  private static void pause(Duration time) throws InterruptedException {
    long until = System.nanoTime() + time.toNanos();
    while (System.nanoTime() < until) {
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      LockSupport.parkNanos(Math.min(until - System.nanoTime(), TimeUnit.SECONDS.toNanos(1)));
    }
  }
}
