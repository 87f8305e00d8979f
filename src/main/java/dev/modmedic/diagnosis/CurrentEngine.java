package dev.modmedic.diagnosis;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/** Holds the engine in force; each diagnosis takes it once, so that it is made by one engine. */
public final class CurrentEngine implements Supplier<Engine> {
  private final AtomicReference<Engine> engine;

  public CurrentEngine(Engine first) {
    this.engine = new AtomicReference<>(first);
  }

  @Override
  public Engine get() {
    return engine.get();
  }

  public void replace(Engine newer) {
    engine.set(newer);
  }
}
