package dev.modmedic.region;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Keeps assignments as long as it lives, so that several agents in turn may have them. */
public final class MemoryAssignments implements AssignmentMemory {
  private volatile @Nullable Kept kept;

  @Override
  public void keep(Kept newer) {
    kept = newer;
  }

  @Override
  public Optional<Kept> recall() {
    return Optional.ofNullable(kept);
  }

  @Override
  public void forget() {
    kept = null;
  }
}
