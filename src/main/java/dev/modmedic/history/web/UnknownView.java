package dev.modmedic.history.web;

import dev.modmedic.history.InsightQuery;
import dev.modmedic.history.UnknownGroup;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;

/** Undiagnosed failures by shape as JSON. */
@Serdeable
record UnknownView(String since, String until, List<Group> groups) {
  static UnknownView of(InsightQuery query, List<UnknownGroup> groups) {
    return new UnknownView(
        query.since().toString(),
        query.until().toString(),
        groups.stream().map(Group::of).toList());
  }

  @Serdeable
  record Group(
      String fingerprint,
      long count,
      String firstSeen,
      String lastSeen,
      String sample,
      String shape) {
    static Group of(UnknownGroup group) {
      return new Group(
          group.fingerprint(),
          group.count(),
          group.first().toString(),
          group.last().toString(),
          group.sample().toString(),
          group.shape());
    }
  }
}
