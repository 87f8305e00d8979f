package dev.modmedic.health;

import java.util.Map;
import java.util.Objects;

/**
 * What many runs of one kind of probe came to.
 *
 * @param quantiles of first attempts that succeeded; without those measures that none reached
 */
public record Figures(Counts counts, Map<Measure, Quantiles> quantiles) {
  public static final Figures NONE = new Figures(Counts.NONE, Map.of());

  public Figures {
    Objects.requireNonNull(counts, "counts");
    quantiles = Map.copyOf(quantiles);
  }
}
