package dev.modmedic.knowledge;

import dev.modmedic.evidence.Text;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Words in a log that speak for a cause.
 *
 * @param id unique within its cause
 * @param weight what one such line adds to the log-odds of the cause
 * @param literals at least one of them stands in every line the pattern matches
 * @param within marks that the same message must bear, all of them
 * @param outside marks that the same message must not bear
 * @param says what the line means, when the explanation alone would not tell
 */
public record Signal(
    String id,
    LinePattern pattern,
    double weight,
    Speaker speaker,
    List<String> literals,
    List<String> within,
    List<String> outside,
    Releases releases,
    @Nullable Text says) {
  public Signal {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(pattern, "pattern");
    Objects.requireNonNull(speaker, "speaker");
    Objects.requireNonNull(releases, "releases");
    literals = List.copyOf(literals);
    within = List.copyOf(within);
    outside = List.copyOf(outside);
  }
}
