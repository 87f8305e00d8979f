package dev.modmedic.packaged;

import java.io.IOException;
import java.net.ProtocolFamily;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Passes connections on, from TCP to a socket in the file system or the other way round: files are
 * shared by networks that have nothing else in common.
 */
final class Bridge implements AutoCloseable {
  private static final int PIECE = 16_384;

  private final ServerSocketChannel listener;
  private final SocketAddress upstream;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  Bridge(SocketAddress listen, SocketAddress upstream) throws IOException {
    this.upstream = upstream;
    listener = ServerSocketChannel.open(family(listen));
    listener.bind(listen);
    threads.execute(this::accept);
  }

  private static ProtocolFamily family(SocketAddress address) {
    return address instanceof UnixDomainSocketAddress
        ? StandardProtocolFamily.UNIX
        : StandardProtocolFamily.INET;
  }

  SocketAddress address() throws IOException {
    return listener.getLocalAddress();
  }

  private void accept() {
    while (listener.isOpen()) {
      try {
        SocketChannel client = listener.accept();
        threads.execute(() -> serve(client));
      } catch (IOException stopped) {
        return;
      }
    }
  }

  private void serve(SocketChannel client) {
    try (client;
        SocketChannel server = SocketChannel.open(family(upstream))) {
      server.connect(upstream);
      Future<?> back = threads.submit(() -> passOn(server, client));
      passOn(client, server);
      back.get();
    } catch (IOException | ExecutionException brokenOff) {
      // Either side left; the other sees its connection end.
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
  }

  /** Ends both when one breaks off, so that nobody waits for the other direction. */
  private static void passOn(SocketChannel from, SocketChannel to) {
    ByteBuffer piece = ByteBuffer.allocate(PIECE);
    try {
      while (from.read(piece) >= 0) {
        piece.flip();
        while (piece.hasRemaining()) {
          to.write(piece);
        }
        piece.clear();
      }
      to.shutdownOutput();
    } catch (IOException brokenOff) {
      end(from);
      end(to);
    }
  }

  private static void end(SocketChannel channel) {
    try {
      channel.close();
    } catch (IOException alreadyGone) {
      // That is what was wanted.
    }
  }

  @Override
  public void close() throws IOException {
    listener.close();
    threads.shutdownNow();
  }
}
