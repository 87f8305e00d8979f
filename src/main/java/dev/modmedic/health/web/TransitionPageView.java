package dev.modmedic.health.web;

import dev.modmedic.health.Transition;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A page of changes as JSON, newest first. */
@Serdeable
record TransitionPageView(List<Item> items, @Nullable String next) {
  static TransitionPageView of(List<Transition> page, @Nullable String next, Titles titles) {
    return new TransitionPageView(
        page.stream().map(transition -> Item.of(transition, titles)).toList(), next);
  }

  /**
   * One change.
   *
   * @param lasted how long the former state had lasted, in seconds; null if that is not known
   * @param lastedMs the same as events and webhooks have it
   * @param inMaintenance the same as {@code maintenance}, as events have it
   */
  @Serdeable
  record Item(
      String id,
      @Nullable String region,
      String from,
      String to,
      String at,
      String recordedAt,
      @Nullable Double lasted,
      @Nullable Long lastedMs,
      @Nullable TroubleView cause,
      List<String> regions,
      boolean late,
      boolean maintenance,
      boolean inMaintenance) {
    static Item of(Transition transition, Titles titles) {
      @Nullable Duration lasted = transition.lasted();
      return new Item(
          transition.id().toString(),
          transition.region(),
          transition.from(),
          transition.to(),
          transition.at().toString(),
          transition.recordedAt().toString(),
          lasted == null ? null : lasted.toMillis() / 1_000.0,
          lasted == null ? null : lasted.toMillis(),
          TroubleView.of(transition.trouble(), null, titles),
          transition.regions(),
          transition.late(),
          transition.inMaintenance(),
          transition.inMaintenance());
    }
  }
}
