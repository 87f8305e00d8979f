package dev.modmedic.knowledge;

import dev.modmedic.knowledge.KnowledgeState.Refused;
import java.util.concurrent.atomic.AtomicReference;

/** Holds the knowledge in force; who answers a request looks once and keeps what it saw. */
public final class CurrentKnowledge {
  private final AtomicReference<KnowledgeState> state;

  public CurrentKnowledge(KnowledgeState first) {
    this.state = new AtomicReference<>(first);
  }

  public KnowledgeState state() {
    return state.get();
  }

  public KnowledgeBase knowledge() {
    return state().knowledge();
  }

  public void replace(KnowledgeState newer) {
    state.set(newer);
  }

  /** Leaves the knowledge in force and notes why the files found now are not. */
  public void refuse(Refused refused) {
    state.updateAndGet(last -> last.refusing(refused));
  }
}
