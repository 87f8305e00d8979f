package dev.modmedic.region;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Talks to the first of several replicas that answers, and stays with it as long as it does. */
public final class ReplicaLinks implements ServerLink {
  private final List<ServerLink> replicas;
  private final AtomicInteger current = new AtomicInteger();

  /**
   * @param replicas of one server, in the order in which they are tried
   */
  public ReplicaLinks(List<? extends ServerLink> replicas) {
    if (replicas.isEmpty()) {
      throw new IllegalArgumentException("no server");
    }
    this.replicas = List.copyOf(replicas);
  }

  private interface Call<T> {
    T at(ServerLink replica) throws InterruptedException;
  }

  @Override
  public SyncAnswer sync(SyncRequest request) throws InterruptedException {
    return first(replica -> replica.sync(request));
  }

  @Override
  public BatchAnswer push(List<RunResult> results) throws InterruptedException {
    return first(replica -> replica.push(results));
  }

  /** A call may be made again elsewhere, since handing the same over twice changes nothing. */
  private <T> T first(Call<T> call) throws InterruptedException {
    int begin = current.get();
    List<LinkBroken> broken = new ArrayList<>();
    for (int i = 0; i < replicas.size(); i++) {
      int tried = (begin + i) % replicas.size();
      try {
        T answer = call.at(replicas.get(tried));
        current.set(tried);
        return answer;
      } catch (LinkBroken e) {
        broken.add(e);
      }
    }
    throw all(broken);
  }

  private static LinkBroken all(List<LinkBroken> broken) {
    return broken.size() == 1
        ? broken.getFirst()
        : new LinkBroken(
            String.join("; ", broken.stream().map(LinkBroken::getMessage).toList()),
            broken.getFirst());
  }
}
