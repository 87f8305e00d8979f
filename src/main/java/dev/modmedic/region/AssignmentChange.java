package dev.modmedic.region;

import dev.modmedic.probe.ProbeKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * Which assignments of a target end and which begin, so that those in force are what its watch
 * says.
 *
 * <p>Due times depend on an assignment's id and interval. One that stays as it is keeps both, so
 * nothing shifts; a change of the interval ends it and makes another.
 *
 * @param ending ids of those to end
 * @param beginning those to make
 */
public record AssignmentChange(List<UUID> ending, List<Slot> beginning) {
  public AssignmentChange {
    ending = List.copyOf(ending);
    beginning = List.copyOf(beginning);
  }

  /** What an assignment is for, beside its target. */
  public record Slot(String region, ProbeKind kind, Duration interval) {}

  /** An assignment in force. */
  public record InForce(UUID id, Slot slot) {}

  /** From those in force to what the watch says; a paused one needs none. */
  public static AssignmentChange between(List<InForce> present, Watch watch) {
    Set<Slot> wanted = new HashSet<>(slots(watch));
    List<UUID> ending =
        present.stream().filter(one -> !wanted.contains(one.slot())).map(InForce::id).toList();
    present.forEach(one -> wanted.remove(one.slot()));
    return new AssignmentChange(ending, slots(watch).stream().filter(wanted::contains).toList());
  }

  private static List<Slot> slots(Watch watch) {
    List<Slot> slots = new ArrayList<>();
    if (!watch.paused()) {
      for (String region : watch.regions()) {
        for (ProbeKind kind : watch.kinds()) {
          slots.add(new Slot(region, kind, watch.interval()));
        }
      }
    }
    return slots;
  }
}
