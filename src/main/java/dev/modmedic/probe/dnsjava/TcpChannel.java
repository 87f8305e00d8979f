package dev.modmedic.probe.dnsjava;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.xbill.DNS.Message;

/** Asks by TCP. */
record TcpChannel(InetSocketAddress address) implements Channel {
  @Override
  public String server() {
    return Texts.of(address);
  }

  @Override
  public Reply ask(Message question, Duration limit) throws Unanswered {
    long end = System.nanoTime() + limit.toNanos();
    String stage = "dial tcp " + server();
    try (Socket socket = new Socket()) {
      socket.connect(address, Texts.millisUntil(end));
      stage = "read tcp %s->%s".formatted(Texts.local(socket.getLocalSocketAddress()), server());
      byte[] wire = question.toWire();
      socket
          .getOutputStream()
          .write(
              ByteBuffer.allocate(2 + wire.length).putShort((short) wire.length).put(wire).array());
      DataInputStream in = new DataInputStream(socket.getInputStream());
      socket.setSoTimeout(Texts.millisUntil(end));
      byte[] answer = new byte[in.readUnsignedShort()];
      for (int read = 0; read < answer.length; ) {
        socket.setSoTimeout(Texts.millisUntil(end));
        int more = in.read(answer, read, answer.length - read);
        if (more < 0) {
          throw new EOFException();
        }
        read += more;
      }
      return new Reply(Texts.message(answer, question), false);
    } catch (SocketTimeoutException e) {
      throw new Unanswered(stage + ": i/o timeout");
    } catch (EOFException e) {
      throw new Unanswered("EOF");
    } catch (IOException e) {
      throw Texts.broken(stage, e);
    }
  }
}
