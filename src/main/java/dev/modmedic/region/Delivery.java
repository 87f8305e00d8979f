package dev.modmedic.region;

import dev.modmedic.region.AgentEvent.ResultsRefused;
import dev.modmedic.region.ServerLink.BatchAnswer;
import dev.modmedic.region.ServerLink.LinkBroken;
import dev.modmedic.region.Spool.Batch;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Hands spooled results to the server, the oldest first. They stay in the spool until it answered,
 * so a batch whose answer was lost goes out again; the server counts each result once.
 */
final class Delivery {
  static final int MOST = 500;

  private final Spool spool;
  private final ServerLink link;
  private final Consumer<AgentEvent> events;
  private int size = MOST;

  Delivery(Spool spool, ServerLink link, Consumer<AgentEvent> events) {
    this.spool = spool;
    this.link = link;
    this.events = events;
  }

  /**
   * Hands over one batch.
   *
   * @return whether there was one
   * @throws LinkBroken if it has to go out again
   */
  boolean step() throws InterruptedException {
    Optional<Batch> oldest = spool.oldest(size);
    if (oldest.isEmpty()) {
      return false;
    }
    Batch batch = oldest.get();
    if (!batch.results().isEmpty()) {
      tell(push(batch));
    }
    spool.remove(batch);
    return true;
  }

  private BatchAnswer push(Batch batch) throws InterruptedException {
    try {
      BatchAnswer answer = link.push(batch.results());
      size = Math.min(MOST, size * 2);
      return answer;
    } catch (LinkBroken e) {
      size = Math.max(1, size / 2); // a slow line, or one result that the server trips over
      throw e;
    }
  }

  private void tell(BatchAnswer answer) {
    if (!answer.refused().isEmpty()) {
      events.accept(
          new ResultsRefused(answer.refused().size(), answer.refused().getFirst().reason()));
    }
  }
}
