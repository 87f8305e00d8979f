package dev.modmedic.probe.dnsjava;

import dev.modmedic.probe.Together;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** Asks for the addresses of a name, both kinds at a time. */
final class Inquiries {
  static final String NO_SUCH_HOST = "no such host";

  /** What fits through nearly every network in one piece. */
  private static final int DATAGRAM = 1_232;

  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final int ROUNDS = 2;

  private Inquiries() {}

  /**
   * Asks one server after the other, twice around, until one knows; a server that is silent gets
   * five seconds.
   */
  static Answers ask(List<Channel> servers, Name name, Duration deadline)
      throws InterruptedException {
    long end = System.nanoTime() + deadline.toNanos();
    List<Callable<Answers>> both =
        List.of(
            () -> rounds(servers, name, Type.AAAA, end), () -> rounds(servers, name, Type.A, end));
    List<Answers> answers = Together.all(both);
    return joined(answers.getFirst(), answers.getLast());
  }

  private static Answers rounds(List<Channel> servers, Name name, int type, long end)
      throws InterruptedException {
    Answers last = new Answers(servers.getLast().server(), List.of(), 0, false, "i/o timeout");
    for (int round = 0; round < ROUNDS; round++) {
      for (Channel server : servers) {
        Duration left = Duration.ofNanos(end - System.nanoTime());
        if (!left.isPositive()) {
          return last;
        }
        last = once(server, name, type, left.compareTo(PATIENCE) < 0 ? left : PATIENCE);
        if (last.isFinal()) {
          return last;
        }
      }
    }
    return last;
  }

  private static Answers once(Channel server, Name name, int type, Duration limit)
      throws InterruptedException {
    Message question = Message.newQuery(Record.newRecord(name, type, DClass.IN));
    question.addRecord(new OPTRecord(DATAGRAM, 0, 0), Section.ADDITIONAL);
    try {
      Channel.Reply reply = server.ask(question, limit);
      return answers(server.server(), reply);
    } catch (Unanswered e) {
      return new Answers(server.server(), List.of(), 0, false, String.valueOf(e.getMessage()));
    }
  }

  private static Answers answers(String server, Channel.Reply reply) {
    List<Record> records =
        reply.message().getSection(Section.ANSWER).stream()
            .filter(record -> record instanceof ARecord || record instanceof AAAARecord)
            .toList();
    String failure =
        switch (reply.message().getRcode()) {
          case Rcode.NOERROR -> records.isEmpty() ? NO_SUCH_HOST : null;
          case Rcode.NXDOMAIN -> NO_SUCH_HOST;
          default -> "server misbehaving";
        };
    OptionalLong ttl = records.stream().mapToLong(Record::getTTL).min();
    return new Answers(
        server,
        failure == null ? records.stream().map(Inquiries::address).toList() : List.of(),
        ttl.orElse(0),
        reply.truncated(),
        failure);
  }

  private static InetAddress address(Record record) {
    return record instanceof AAAARecord six ? six.getAddress() : ((ARecord) record).getAddress();
  }

  private static Answers joined(Answers six, Answers four) {
    List<InetAddress> addresses = new ArrayList<>(six.addresses());
    addresses.addAll(four.addresses());
    long ttl =
        Stream.of(six, four)
            .filter(answers -> !answers.addresses().isEmpty())
            .mapToLong(Answers::ttl)
            .min()
            .orElse(0);
    // That there is no such record of one kind says less than what befell the other.
    Answers telling = NO_SUCH_HOST.equals(four.failure()) && six.failure() != null ? six : four;
    return new Answers(
        telling.server(),
        addresses,
        ttl,
        six.truncated() || four.truncated(),
        addresses.isEmpty() ? telling.failure() : null);
  }
}
