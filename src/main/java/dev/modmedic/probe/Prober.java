package dev.modmedic.probe;

/** Makes probes; safe for many threads. */
public interface Prober {
  /**
   * Looks once. What the target, a resolver or the network does wrong is a result; an exception is
   * a fault of ours.
   *
   * @throws InterruptedException if the thread is asked to end
   */
  ProbeResult probe(ProbeRequest request) throws InterruptedException;
}
