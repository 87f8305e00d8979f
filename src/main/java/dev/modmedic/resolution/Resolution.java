package dev.modmedic.resolution;

import dev.modmedic.evidence.Text;
import dev.modmedic.go.Outcome;
import dev.modmedic.go.Step;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * How {@code go} would fetch one module, and what is worth knowing about it.
 *
 * @param module the module that is fetched; a replacement if go.mod names one
 * @param release the release whose rules were applied
 * @param problem why go stops before it asks anybody, in its own words, or an empty text
 * @param summary the whole in a sentence or two
 */
public record Resolution(
    String module,
    String query,
    String release,
    String problem,
    Text summary,
    List<Explained> steps,
    List<Note> notes) {
  public Resolution {
    Objects.requireNonNull(module, "module");
    Objects.requireNonNull(query, "query");
    Objects.requireNonNull(problem, "problem");
    steps = List.copyOf(steps);
    notes = List.copyOf(notes);
  }

  /** What a step is for. */
  public enum Goal {
    /** The release of go that go.mod or GOTOOLCHAIN asks for. */
    TOOLCHAIN,
    /** The module itself. */
    MODULE
  }

  /**
   * One step in words.
   *
   * @param number counted from 1 over all goals
   * @param file which file it is for: list, latest, info, mod or zip
   * @param entry the entry of GOPROXY it belongs to, as go names it
   * @param after what go does after each outcome; the same for all when nothing is asked
   */
  public record Explained(
      int number,
      Goal goal,
      String kind,
      String file,
      String entry,
      String target,
      Map<String, String> facts,
      Map<Outcome, Step.Reaction> after,
      Text says) {
    public Explained {
      facts = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(facts));
      after = Map.copyOf(after);
    }
  }

  /** Something about the settings that people often take for something else. */
  public record Note(String id, Text says) {}
}
