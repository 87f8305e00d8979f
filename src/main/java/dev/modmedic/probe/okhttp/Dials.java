package dev.modmedic.probe.okhttp;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The addresses a hop dialed, and which of them failed how. Safe for many threads. */
final class Dials {
  private final List<InetSocketAddress> begun = new ArrayList<>();
  private final List<Failed> failed = new ArrayList<>();

  /** One that failed. */
  record Failed(InetSocketAddress to, IOException failure) {}

  synchronized void begin(InetSocketAddress to) {
    begun.add(to);
  }

  synchronized void fail(InetSocketAddress to, IOException failure) {
    failed.add(new Failed(to, failure));
  }

  synchronized Optional<InetSocketAddress> first() {
    return begun.stream().findFirst();
  }

  /** With addresses of both families, that of one that this machine cannot use says little. */
  synchronized Optional<Failed> worthSaying() {
    return failed.stream()
        .filter(one -> SystemWords.of(one.failure()).map(said -> !said.own()).orElse(true))
        .findFirst()
        .or(() -> failed.stream().findFirst());
  }
}
