package dev.modmedic.region;

import dev.modmedic.probe.ProbeKind;
import dev.modmedic.probe.Vantage;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Assignments as agents are told of them, and as they keep them; the JSON text is the edges'. */
public final class AssignmentWire {
  private AssignmentWire() {}

  /** The fields, in maps, lists, texts, numbers and booleans. */
  public static Map<String, @Nullable Object> write(Assignment assignment) {
    URI egress = assignment.vantage().egress();
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("id", assignment.id().toString());
    fields.put("target", TargetWire.write(assignment.target()));
    fields.put("kind", assignment.kind().word());
    fields.put("region", assignment.vantage().region());
    fields.put("egress", egress == null ? null : egress.toString());
    fields.put("interval", assignment.interval().toString());
    return fields;
  }

  /**
   * The reverse.
   *
   * @throws UnreadableMessage if a field is missing or not what it should be
   */
  public static Assignment read(Map<?, ?> fields) {
    return read(WireObject.of(fields));
  }

  static Assignment read(WireObject assignment) {
    return new Assignment(
        assignment.uuid("id"),
        TargetWire.read(assignment.object("target")),
        assignment.word("kind", ProbeKind.class, ProbeKind::word),
        new Vantage(assignment.text("region"), assignment.uriOrNull("egress")),
        assignment.interval("interval"));
  }
}
