package dev.modmedic.health;

import dev.modmedic.evidence.Text;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a GOPROXY line would lead to now in one region, for a public module that every proxy of it
 * has.
 *
 * @param entry the place in the line that decides, from 1; 0 if go refuses the line as a whole
 * @param name of that entry as go names it; empty if there is none
 * @param asked the entries that go would ask, in order
 */
public record LineReplay(
    String region, Ending ending, int entry, String name, Text says, List<Asked> asked) {
  public LineReplay {
    asked = List.copyOf(asked);
  }

  /** How it ends. */
  public enum Ending {
    /** A proxy of the line has it. */
    SERVED,
    /** Go reports an error and asks nobody else. */
    ENDS,
    /** Go fetches from the module's own repository. */
    DIRECT,
    /** Go does not begin. */
    REFUSED,
    /** It depends on an entry that nothing is known of here. */
    NOT_MEASURED;

    /** As it stands in the API: {@code not-measured}. */
    public String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /**
   * One entry that go would ask.
   *
   * @param entry its place in the line, from 1
   * @param outcome in go's classes, such as {@code not-found}, of the first thing asked for that
   *     failed; null if it is not known
   * @param file what failed: {@code info}, {@code mod}, {@code zip}, or {@code sumdb}; null if
   *     nothing did
   * @param state null if the entry is not watched from here
   * @param cause of the last failure if it failed; null otherwise
   */
  public record Asked(
      int entry,
      String name,
      @Nullable String outcome,
      @Nullable String file,
      @Nullable State state,
      @Nullable String cause,
      @Nullable Instant measuredAt) {}
}
