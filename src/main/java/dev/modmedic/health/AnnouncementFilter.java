package dev.modmedic.health;

import java.util.Arrays;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which changes somebody wants to hear of; an empty set lets everything pass. */
public record AnnouncementFilter(Set<UUID> targets, Set<String> regions, Set<String> states) {
  public static final AnnouncementFilter ALL = new AnnouncementFilter(Set.of(), Set.of(), Set.of());

  /** Every state that a change can lead to, of a region or of a target. */
  public static final Set<String> STATES =
      Stream.concat(
              Arrays.stream(State.values()).map(State::word),
              Arrays.stream(TargetState.values()).map(TargetState::word))
          .collect(Collectors.toUnmodifiableSet());

  public AnnouncementFilter {
    targets = Set.copyOf(targets);
    regions = Set.copyOf(regions);
    states = Set.copyOf(states);
  }

  /**
   * Whether to tell. A change of a target as a whole passes the regions if any region that it names
   * does, or if it names none; one of a region as a whole concerns every target.
   */
  public boolean passes(Announcement announcement) {
    UUID target = announcement.targetId();
    return (targets.isEmpty() || target == null || targets.contains(target))
        && (states.isEmpty() || states.contains(announcement.to()))
        && (regions.isEmpty() || isAbout(announcement));
  }

  private boolean isAbout(Announcement announcement) {
    String region = announcement.region();
    return region == null
        ? announcement.regions().isEmpty()
            || announcement.regions().stream().anyMatch(regions::contains)
        : regions.contains(region);
  }
}
