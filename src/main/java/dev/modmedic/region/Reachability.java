package dev.modmedic.region;

import java.util.Collection;

/** Tries connections, to find out whether this machine has any. */
public interface Reachability {
  /** Whether at least one of them takes a TCP connection within two seconds or so. */
  boolean reachesAny(Collection<HostPort> references) throws InterruptedException;
}
