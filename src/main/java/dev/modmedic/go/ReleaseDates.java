package dev.modmedic.go;

import java.time.LocalDate;
import java.util.List;

/**
 * When Go's releases came out, so that a clock can be told to be wrong.
 *
 * @see <a href="https://go.dev/doc/devel/release">Release history</a>
 */
public final class ReleaseDates {
  /** Go 1.11, the first with modules. */
  private static final int FIRST = 11;

  private static final List<LocalDate> DATES =
      List.of(
          LocalDate.of(2018, 8, 24),
          LocalDate.of(2019, 2, 25),
          LocalDate.of(2019, 9, 3),
          LocalDate.of(2020, 2, 25),
          LocalDate.of(2020, 8, 11),
          LocalDate.of(2021, 2, 16),
          LocalDate.of(2021, 8, 16),
          LocalDate.of(2022, 3, 15),
          LocalDate.of(2022, 8, 2),
          LocalDate.of(2023, 2, 1),
          LocalDate.of(2023, 8, 8),
          LocalDate.of(2024, 2, 6),
          LocalDate.of(2024, 8, 13),
          LocalDate.of(2025, 2, 11),
          LocalDate.of(2025, 8, 12));

  private ReleaseDates() {}

  /** The day before which nobody ran this release; of a newer one than is known, the last known. */
  public static LocalDate notBefore(GoRelease release) {
    if (!release.atLeast(1, FIRST) || release.development()) {
      return DATES.getFirst();
    }
    boolean unfinished = !release.kind().isEmpty();
    int known = Math.min(release.minor() - FIRST, DATES.size() - 1);
    // Betas and release candidates come out within three months before.
    return unfinished ? DATES.get(known).minusMonths(3) : DATES.get(known);
  }
}
