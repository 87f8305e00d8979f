package dev.modmedic.health.web;

import dev.modmedic.problem.Query;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads names of regions. */
final class RegionName {
  private static final Pattern NAME = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");

  private RegionName() {}

  /** The parameter {@code region}; null if it is not given. */
  static @Nullable String of(Query query) {
    return query.read(
        "region",
        text -> Optional.of(text).filter(RegionName::isName),
        "must be lower-case letters, digits and hyphens");
  }

  static boolean isName(String text) {
    return NAME.matcher(text).matches();
  }
}
