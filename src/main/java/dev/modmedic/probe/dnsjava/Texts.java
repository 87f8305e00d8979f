package dev.modmedic.probe.dnsjava;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Locale;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;

/** Messages read, addresses and failures said as {@code go} says them. */
final class Texts {
  private Texts() {}

  static String of(InetSocketAddress address) {
    InetAddress resolved = address.getAddress();
    String host = resolved == null ? address.getHostString() : resolved.getHostAddress();
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + address.getPort();
  }

  static String local(SocketAddress address) {
    return address instanceof InetSocketAddress inet ? of(inet) : String.valueOf(address);
  }

  /** At least one, since zero means for ever to a socket. */
  static int millisUntil(long end) {
    return (int) Math.clamp((end - System.nanoTime()) / 1_000_000, 1, Integer.MAX_VALUE);
  }

  /** Whether these bytes are an answer to the question, and not one to somebody else's. */
  static boolean answers(byte[] wire, Message question) {
    try {
      message(wire, question);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  static Message message(byte[] wire, Message question) throws IOException {
    Message message = new Message(wire);
    if (!message.getHeader().getFlag(Flags.QR)
        || message.getHeader().getID() != question.getHeader().getID()
        || !question.getQuestion().equals(message.getQuestion())) {
      throw new IOException("invalid DNS response");
    }
    return message;
  }

  static Unanswered broken(String stage, IOException failure) {
    String message = String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
    if (message.contains("invalid dns response")) {
      return new Unanswered("invalid DNS response");
    }
    if (failure instanceof org.xbill.DNS.WireParseException) {
      return new Unanswered("cannot unmarshal DNS message");
    }
    String verb = stage.startsWith("dial") ? "connect" : "read";
    return new Unanswered(
        "%s: %s: %s"
            .formatted(stage, verb, message.replaceFirst("connection reset$", "$0 by peer")));
  }
}
