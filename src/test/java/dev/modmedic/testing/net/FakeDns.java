package dev.modmedic.testing.net;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/**
 * A name server on loopback, the same port over UDP and TCP, that answers as it is told. A name
 * nobody told it about does not exist.
 */
public final class FakeDns implements AutoCloseable {
  private static final int BINDS = 20;

  private final Map<String, List<Reply>> replies = new ConcurrentHashMap<>();
  private final Map<String, AtomicInteger> asked = new ConcurrentHashMap<>();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final DatagramSocket datagrams;
  private final ServerSocket streams;

  /** How one question is answered. */
  public sealed interface Reply {
    /** IPv4 addresses for A, IPv6 addresses for AAAA, and no records if there are none of them. */
    record Addresses(long ttl, List<String> literals) implements Reply {}

    /** An error such as {@link Rcode#SERVFAIL}. */
    record Error(int rcode) implements Reply {}

    /** No answer at all. */
    record Silence() implements Reply {}

    /** The answer, but later. */
    record Slow(Duration delay, Reply reply) implements Reply {}

    /** Truncated over UDP, whole over TCP. */
    record OverTcp(Reply reply) implements Reply {}
  }

  public FakeDns() throws IOException {
    this(0);
  }

  /** At this port; 0 takes a free one. */
  public FakeDns(int port) throws IOException {
    InetAddress loopback = InetAddress.ofLiteral("127.0.0.1");
    ServerSocket tcp = new ServerSocket(port, 50, loopback);
    DatagramSocket udp = bound(loopback, tcp.getLocalPort());
    for (int tries = 0; udp == null && tries < BINDS; tries++) {
      tcp.close();
      tcp = new ServerSocket(port, 50, loopback);
      udp = bound(loopback, tcp.getLocalPort());
    }
    if (udp == null) {
      throw new IOException("no port is free for both UDP and TCP");
    }
    streams = tcp;
    datagrams = udp;
    threads.execute(this::serveDatagrams);
    threads.execute(this::serveStreams);
  }

  private static @Nullable DatagramSocket bound(InetAddress address, int port) {
    try {
      return new DatagramSocket(port, address);
    } catch (SocketException taken) {
      return null;
    }
  }

  public static Reply addresses(String... literals) {
    return new Reply.Addresses(0, List.of(literals));
  }

  public static Reply nxdomain() {
    return new Reply.Error(Rcode.NXDOMAIN);
  }

  public static Reply servfail() {
    return new Reply.Error(Rcode.SERVFAIL);
  }

  public static Reply silence() {
    return new Reply.Silence();
  }

  /**
   * Answers questions for a name with these in turn, counted for each record type by itself; the
   * last is repeated. A public address and then a private one is a rebinding.
   */
  public void answer(String name, Reply... inTurn) {
    replies.put(key(name), List.of(inTurn));
  }

  /** How often a name was asked for, of any type and over any transport. */
  public int questions(String name) {
    return asked.entrySet().stream()
        .filter(entry -> entry.getKey().startsWith(key(name) + " "))
        .mapToInt(entry -> entry.getValue().get())
        .sum();
  }

  public InetSocketAddress address() {
    return new InetSocketAddress(streams.getInetAddress(), streams.getLocalPort());
  }

  public int port() {
    return streams.getLocalPort();
  }

  /** The answer to a question as it goes over TCP or HTTPS; empty if there is to be none. */
  public Optional<byte[]> respond(byte[] question) throws IOException, InterruptedException {
    return respond(question, false);
  }

  private Optional<byte[]> respond(byte[] question, boolean datagram)
      throws IOException, InterruptedException {
    Message query = new Message(question);
    Record wanted = query.getQuestion();
    String name = key(wanted.getName().toString(true));
    List<Reply> inTurn = replies.getOrDefault(name, List.of(nxdomain()));
    AtomicInteger counter =
        asked.computeIfAbsent(
            name + " " + Type.string(wanted.getType()), any -> new AtomicInteger());
    int turn = Math.min(counter.getAndIncrement(), inTurn.size() - 1);
    return reply(query, inTurn.get(turn), datagram).map(Message::toWire);
  }

  private Optional<Message> reply(Message query, Reply reply, boolean datagram)
      throws IOException, InterruptedException {
    Message answer = new Message(query.getHeader().getID());
    answer.getHeader().setFlag(Flags.QR);
    answer.getHeader().setFlag(Flags.RD);
    answer.getHeader().setFlag(Flags.RA);
    answer.addRecord(query.getQuestion(), Section.QUESTION);
    return switch (reply) {
      case Reply.Addresses some -> Optional.of(withRecords(answer, some));
      case Reply.Error error -> {
        answer.getHeader().setRcode(error.rcode());
        yield Optional.of(answer);
      }
      case Reply.Silence silence -> Optional.empty();
      case Reply.Slow slow -> {
        boolean stopping = closed.await(slow.delay().toNanos(), TimeUnit.NANOSECONDS);
        yield stopping ? Optional.empty() : reply(query, slow.reply(), datagram);
      }
      case Reply.OverTcp over -> {
        if (!datagram) {
          yield reply(query, over.reply(), false);
        }
        answer.getHeader().setFlag(Flags.TC);
        yield Optional.of(answer);
      }
    };
  }

  private static Message withRecords(Message answer, Reply.Addresses some) {
    Record question = answer.getQuestion();
    Name name = question.getName();
    for (String literal : some.literals()) {
      InetAddress address = InetAddress.ofLiteral(literal);
      boolean six = literal.contains(":");
      if (six && question.getType() == Type.AAAA) {
        answer.addRecord(new AAAARecord(name, DClass.IN, some.ttl(), address), Section.ANSWER);
      } else if (!six && question.getType() == Type.A) {
        answer.addRecord(new ARecord(name, DClass.IN, some.ttl(), address), Section.ANSWER);
      }
    }
    return answer;
  }

  private void serveDatagrams() {
    while (!datagrams.isClosed()) {
      try {
        DatagramPacket packet = new DatagramPacket(new byte[4096], 4096);
        datagrams.receive(packet);
        threads.execute(() -> answerDatagram(packet));
      } catch (IOException stopped) {
        return;
      }
    }
  }

  private void answerDatagram(DatagramPacket packet) {
    try {
      Optional<byte[]> answer = respond(Arrays.copyOf(packet.getData(), packet.getLength()), true);
      if (answer.isPresent()) {
        byte[] bytes = answer.get();
        datagrams.send(new DatagramPacket(bytes, bytes.length, packet.getSocketAddress()));
      }
    } catch (IOException unreadable) {
      // Not a question, or the server is stopping: no answer.
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
  }

  private void serveStreams() {
    while (!streams.isClosed()) {
      try {
        Socket client = streams.accept();
        threads.execute(() -> answerStream(client));
      } catch (IOException stopped) {
        return;
      }
    }
  }

  private void answerStream(Socket client) {
    try (client) {
      DataInputStream in = new DataInputStream(client.getInputStream());
      byte[] question = in.readNBytes(in.readUnsignedShort());
      Optional<byte[]> answer = respond(question, false);
      if (answer.isEmpty()) {
        closed.await();
        return;
      }
      DataOutputStream out = new DataOutputStream(client.getOutputStream());
      out.writeShort(answer.get().length);
      out.write(answer.get());
      out.flush();
    } catch (IOException clientLeft) {
      // Nobody is there to be answered.
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
  }

  private static String key(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  @Override
  public void close() throws IOException {
    closed.countDown();
    datagrams.close();
    streams.close();
    threads.shutdownNow();
  }
}
