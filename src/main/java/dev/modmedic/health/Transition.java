package dev.modmedic.health;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A change of a state, or word of a state that holds and that people did not hear of.
 *
 * @param id in the order of recording
 * @param target null for a region as a whole, which fell silent or is heard again
 * @param region null for the target as a whole
 * @param from the word of a {@link State}, or of a {@link TargetState} for a target as a whole
 * @param to likewise
 * @param at the due time of the run that decided; for a silent region when it was noticed
 * @param lasted how long the former state had lasted; null if that is not known
 * @param regions for a target as a whole, where it does not work
 * @param late the results came long after their time; nobody is woken for it
 * @param quiet nobody needs to be told, because another transition tells it or because it is what
 *     people heard last
 */
public record Transition(
    UUID id,
    @Nullable UUID target,
    @Nullable String region,
    String from,
    String to,
    Instant at,
    Instant recordedAt,
    @Nullable Duration lasted,
    Trouble trouble,
    List<String> regions,
    boolean late,
    boolean inMaintenance,
    boolean quiet) {
  public Transition {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(from, "from");
    Objects.requireNonNull(to, "to");
    Objects.requireNonNull(at, "at");
    Objects.requireNonNull(recordedAt, "recordedAt");
    Objects.requireNonNull(trouble, "trouble");
    regions = List.copyOf(regions);
  }
}
