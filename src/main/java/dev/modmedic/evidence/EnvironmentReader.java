package dev.modmedic.evidence;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Checks a client's snapshot: known keys must have their shape, unknown ones are kept as they are.
 *
 * <p>Nulls count as not sent. Stateless and safe for many threads.
 */
public final class EnvironmentReader {
  /** More would be no snapshot of a machine; a large {@code go env} has 60 entries. */
  static final int MOST_ENTRIES = 2_000;

  /** In UTF-16 code units; larger than any go.mod seen in the wild. */
  static final int LONGEST_TEXT = 1 << 20;

  static final int DEEPEST = 32;

  private static final Map<String, Shape> KNOWN =
      Map.ofEntries(
          Map.entry("goVersion", new Shape.Words()),
          Map.entry("os", new Shape.Words()),
          Map.entry("arch", new Shape.Words()),
          Map.entry("goEnv", new Shape.Dictionary(new Shape.Scalar())),
          Map.entry("env", new Shape.Dictionary(new Shape.Scalar())),
          Map.entry("gitConfig", new Shape.Dictionary(new Shape.Setting())),
          Map.entry("resolvConf", new Shape.Words()),
          Map.entry("hosts", new Shape.Words()),
          Map.entry("netrcHosts", new Shape.Sequence(new Shape.Words())),
          Map.entry("goMod", new Shape.Words()),
          Map.entry("goWork", new Shape.Words()),
          Map.entry("checks", new Shape.Sequence(new Shape.Check())),
          Map.entry("resources", new Shape.Dictionary(new Shape.Numeric())),
          Map.entry("ci", new Shape.Platform()),
          Map.entry("clock", new Shape.Time()));

  private EnvironmentReader() {}

  /** An environment, or everything that is wrong with it. */
  public sealed interface Result {
    /** The snapshot is sound. */
    record Read(Environment environment) implements Result {}

    /** The snapshot cannot be used; the first {@value EnvironmentWalk#MOST_PROBLEMS} reasons. */
    record Refused(List<Problem> problems) implements Result {
      public Refused {
        problems = List.copyOf(problems);
      }
    }
  }

  /**
   * One thing wrong with a snapshot.
   *
   * @param pointer the place as a JSON pointer (RFC 6901) from the snapshot's root
   */
  public record Problem(String pointer, Text message) {}

  /** {@code tree} holds what a JSON object may hold: text, numbers, booleans, lists and maps. */
  public static Result read(Map<String, ?> tree) {
    List<Problem> problems = new ArrayList<>();
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    values.putAll(new EnvironmentWalk(problems).root(tree, KNOWN));
    return problems.isEmpty()
        ? new Result.Read(new Environment(values))
        : new Result.Refused(problems);
  }

  /** What a value must look like. */
  sealed interface Shape {
    /** Text. */
    record Words() implements Shape {}

    /** A time by RFC 3339. */
    record Time() implements Shape {}

    /** A number. */
    record Numeric() implements Shape {}

    /** Text, a number or a boolean. */
    record Scalar() implements Shape {}

    /** A scalar, or a list of text for a name that was set several times. */
    record Setting() implements Shape {}

    /** The name of a CI platform, whether there is one, or facts about it. */
    record Platform() implements Shape {}

    /** The result of one check. */
    record Check() implements Shape {}

    /** A list whose items have one shape. */
    record Sequence(Shape item) implements Shape {}

    /** An object whose values have one shape. */
    record Dictionary(Shape value) implements Shape {}

    /** A key that is not known: only its size matters. */
    record Unknown() implements Shape {}
  }
}
