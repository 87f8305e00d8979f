package dev.modmedic.region;

import dev.modmedic.region.ServerLink.BatchAnswer;
import dev.modmedic.region.ServerLink.BatchAnswer.Refused;
import dev.modmedic.region.ServerLink.Requested;
import dev.modmedic.region.ServerLink.SyncAnswer;
import dev.modmedic.region.ServerLink.SyncRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The messages between agents and the server as JSON objects; the JSON text is the edges'. Every
 * reading method throws {@link UnreadableMessage} that names the field.
 */
public final class SyncWire {
  /** The most results of one batch. */
  public static final int MOST_RESULTS = 1_000;

  private static final int LONGEST_VERSION = 200;
  private static final int MOST_ASSIGNMENTS = 100_000;
  private static final long MOST_COUNTED = Long.MAX_VALUE;

  private SyncWire() {}

  public static Map<String, @Nullable Object> write(SyncRequest request) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("assignmentsVersion", request.assignmentsVersion());
    fields.put("agentVersion", request.agentVersion());
    fields.put("agentTime", request.agentTime().toString());
    fields.put("online", request.online());
    fields.put("spooled", request.spooled());
    fields.put("dropped", request.dropped());
    fields.put("leaving", request.leaving());
    return fields;
  }

  public static SyncRequest readRequest(@Nullable Object message) {
    WireObject request = WireObject.of(message);
    return new SyncRequest(
        request.text("assignmentsVersion"),
        request.text("agentVersion", LONGEST_VERSION),
        request.instant("agentTime"),
        request.flag("online"),
        request.number("spooled", 0, MOST_COUNTED),
        request.number("dropped", 0, MOST_COUNTED),
        request.flag("leaving"));
  }

  public static Map<String, @Nullable Object> write(SyncAnswer answer) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    List<Assignment> assignments = answer.assignments();
    fields.put("serverTime", answer.serverTime().toString());
    fields.put("active", answer.active());
    fields.put("activeFor", answer.activeFor().toString());
    fields.put("assignmentsVersion", answer.assignmentsVersion());
    fields.put(
        "assignments",
        assignments == null ? null : assignments.stream().map(AssignmentWire::write).toList());
    fields.put("now", answer.now().stream().map(SyncWire::write).toList());
    fields.put("syncAfter", answer.syncAfter().toString());
    return fields;
  }

  private static Map<String, @Nullable Object> write(Requested requested) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("assignment", AssignmentWire.write(requested.assignment()));
    fields.put("due", requested.due().toString());
    return fields;
  }

  public static SyncAnswer readAnswer(@Nullable Object message) {
    WireObject answer = WireObject.of(message);
    return new SyncAnswer(
        answer.instant("serverTime"),
        answer.flag("active"),
        answer.duration("activeFor"),
        answer.text("assignmentsVersion"),
        answer.has("assignments")
            ? answer.objects("assignments", MOST_ASSIGNMENTS).stream()
                .map(AssignmentWire::read)
                .toList()
            : null,
        answer.objects("now", MOST_ASSIGNMENTS).stream()
            .map(now ->
                new Requested(AssignmentWire.read(now.object("assignment")), now.instant("due")))
            .toList(),
        answer.duration("syncAfter"));
  }

  /** A batch of results. */
  public static Map<String, @Nullable Object> write(List<RunResult> results) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("results", results.stream().map(ResultWire::write).toList());
    return fields;
  }

  /**
   * The results of a batch, and those of which only assignment and due time can be read.
   *
   * @param unreadable refused for ever, so that one bad result does not hold up the others
   */
  public record Batch(List<RunResult> results, List<Refused> unreadable) {
    public Batch {
      results = List.copyOf(results);
      unreadable = List.copyOf(unreadable);
    }
  }

  public static Batch readBatch(@Nullable Object message) {
    WireObject batch = WireObject.of(message);
    if (!batch.has("results")) {
      throw batch.flaw("results", "is missing");
    }
    List<RunResult> results = new ArrayList<>();
    List<Refused> unreadable = new ArrayList<>();
    for (WireObject run : batch.objects("results", MOST_RESULTS)) {
      try {
        results.add(ResultWire.read(run));
      } catch (UnreadableMessage e) {
        unreadable.add(
            new Refused(run.uuid("assignment"), run.instant("due"), e.pointer() + " " + e.says()));
      }
    }
    return new Batch(results, unreadable);
  }

  public static Map<String, @Nullable Object> write(BatchAnswer answer) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("accepted", answer.accepted());
    fields.put("duplicates", answer.duplicates());
    fields.put("refused", answer.refused().stream().map(SyncWire::write).toList());
    return fields;
  }

  private static Map<String, @Nullable Object> write(Refused refused) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("assignment", refused.assignment().toString());
    fields.put("due", refused.due().toString());
    fields.put("reason", refused.reason());
    return fields;
  }

  public static BatchAnswer readBatchAnswer(@Nullable Object message) {
    WireObject answer = WireObject.of(message);
    return new BatchAnswer(
        Math.toIntExact(answer.number("accepted", 0, MOST_RESULTS)),
        Math.toIntExact(answer.number("duplicates", 0, MOST_RESULTS)),
        answer.objects("refused", MOST_RESULTS).stream()
            .map(one -> new Refused(one.uuid("assignment"), one.instant("due"), one.text("reason")))
            .toList());
  }
}
