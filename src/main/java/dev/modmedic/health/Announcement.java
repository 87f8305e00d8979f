package dev.modmedic.health;

import dev.modmedic.evidence.Text;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A change of a state, as people are told of it.
 *
 * @param position in the order of telling, from 1 without gaps; 0 while it has none
 * @param id of the transition
 * @param targetId null for a region as a whole, which fell silent or is heard again
 * @param targetName null if the target is gone, or if there is none
 * @param region null for the target as a whole
 * @param from a word of {@link State}, or of {@link TargetState} without a region
 * @param at the due time of the run that decided
 * @param lasted how long the former state had lasted; null if unknown
 * @param cause a code of the taxonomy, or null
 * @param regions for a target as a whole, those where it does not work
 * @param late whether results that came long after their time made it
 */
public record Announcement(
    long position,
    String workspace,
    UUID id,
    @Nullable UUID targetId,
    @Nullable String targetName,
    @Nullable String region,
    String from,
    String to,
    Instant at,
    Instant recordedAt,
    @Nullable Duration lasted,
    @Nullable String cause,
    @Nullable String message,
    @Nullable String failureSource,
    List<String> regions,
    boolean late,
    boolean inMaintenance) {
  public Announcement {
    Objects.requireNonNull(workspace, "workspace");
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(from, "from");
    Objects.requireNonNull(to, "to");
    Objects.requireNonNull(at, "at");
    Objects.requireNonNull(recordedAt, "recordedAt");
    regions = List.copyOf(regions);
  }

  /** The target as people read it. */
  public Text target() {
    if (targetName != null) {
      return Text.same(targetName);
    }
    return targetId == null
        ? new Text("every target", "所有目标")
        : new Text("a target since removed (%s)", "已删除的目标（%s）")
            .map(words -> words.formatted(targetId));
  }

  /** Why nobody is woken for it; null if somebody is. */
  public @Nullable String suppressedBecause() {
    return late ? "late" : inMaintenance ? "maintenance" : null;
  }
}
