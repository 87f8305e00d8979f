package dev.modmedic.probe.dnsjava;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Arrays;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;

/** Asks by UDP, and by TCP if the answer is cut off. */
record UdpChannel(InetSocketAddress address) implements Channel {
  private static final int LONGEST_DATAGRAM = 65_535;

  @Override
  public String server() {
    return Texts.of(address);
  }

  @Override
  public Reply ask(Message question, Duration limit) throws Unanswered {
    long end = System.nanoTime() + limit.toNanos();
    Message answer = datagram(question, end);
    if (!answer.getHeader().getFlag(Flags.TC)) {
      return new Reply(answer, false);
    }
    Reply whole = new TcpChannel(address).ask(question, Duration.ofMillis(Texts.millisUntil(end)));
    return new Reply(whole.message(), true);
  }

  private Message datagram(Message question, long end) throws Unanswered {
    String stage = "dial udp " + server();
    try (DatagramSocket socket = new DatagramSocket()) {
      // Connected, so that the system tells when nobody listens and drops what others send.
      socket.connect(address);
      stage = "read udp %s->%s".formatted(Texts.local(socket.getLocalSocketAddress()), server());
      byte[] wire = question.toWire();
      socket.send(new DatagramPacket(wire, wire.length));
      DatagramPacket packet = new DatagramPacket(new byte[LONGEST_DATAGRAM], LONGEST_DATAGRAM);
      while (true) {
        socket.setSoTimeout(Texts.millisUntil(end));
        socket.receive(packet);
        byte[] answer = Arrays.copyOf(packet.getData(), packet.getLength());
        if (Texts.answers(answer, question)) {
          return Texts.message(answer, question);
        }
      }
    } catch (SocketTimeoutException e) {
      throw new Unanswered(stage + ": i/o timeout");
    } catch (PortUnreachableException e) {
      throw new Unanswered(stage + ": read: connection refused");
    } catch (IOException e) {
      throw Texts.broken(stage, e);
    }
  }
}
