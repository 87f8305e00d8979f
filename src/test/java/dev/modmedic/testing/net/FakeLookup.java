package dev.modmedic.testing.net;

import dev.modmedic.probe.HostLookup;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** Names and addresses as a test wants them; {@code *.silent.test} is never answered. */
public final class FakeLookup implements HostLookup {
  private final Map<String, List<Answer>> answers = new ConcurrentHashMap<>();
  private final Map<String, AtomicInteger> asked = new ConcurrentHashMap<>();

  public FakeLookup with(String host, String... addresses) {
    return with(host, found(addresses));
  }

  /** These answers in turn; the last is repeated. */
  public FakeLookup with(String host, Answer... inTurn) {
    answers.put(host, List.of(inTurn));
    return this;
  }

  public static Answer found(String... addresses) {
    return new Answer.Found(Arrays.stream(addresses).map(InetAddress::ofLiteral).toList());
  }

  public static Answer failed(String says) {
    return new Answer.Failed(says);
  }

  /** How often a host was looked up. */
  public int asked(String host) {
    AtomicInteger count = asked.get(host);
    return count == null ? 0 : count.get();
  }

  @Override
  public Answer lookup(String host, Duration deadline) throws InterruptedException {
    int turn = asked.computeIfAbsent(host, any -> new AtomicInteger()).getAndIncrement();
    if (host.endsWith(".silent.test")) {
      new CountDownLatch(1).await();
    }
    List<Answer> inTurn = answers.get(host);
    return inTurn == null
        ? failed("lookup %s on 127.0.0.53:53: no such host".formatted(host))
        : inTurn.get(Math.min(turn, inTurn.size() - 1));
  }
}
