package dev.modmedic.region;

import dev.modmedic.go.ModuleVersion;
import dev.modmedic.probe.ProbeSettings;
import dev.modmedic.probe.Target;
import dev.modmedic.probe.TargetType;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Targets as agents are told of them, and their settings as the API and the tables have them. */
public final class TargetWire {
  private static final int MOST_ITEMS = 100;
  private static final long LEAST_BYTES = 1 << 20;
  private static final long MOST_BYTES = 2L << 30;

  private TargetWire() {}

  static Map<String, @Nullable Object> write(Target target) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("id", target.id().toString());
    fields.put("name", target.name());
    fields.put("type", target.type().word());
    fields.put("url", target.url().toString());
    fields.put("settings", writeSettings(target.settings()));
    return fields;
  }

  static Target read(WireObject target) {
    return new Target(
        target.uuid("id"),
        target.text("name"),
        target.word("type", TargetType.class, TargetType::word),
        target.uri("url"),
        readSettings(target.object("settings")));
  }

  /** The settings as JSON; durations as ISO 8601, canaries as {@code path@version}. */
  public static Map<String, @Nullable Object> writeSettings(ProbeSettings settings) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("timeout", settings.timeout().toString());
    Duration slowAfter = settings.slowAfter();
    fields.put("slowAfter", slowAfter == null ? null : slowAfter.toString());
    fields.put("canaries", settings.canaries().stream().map(ModuleVersion::toString).toList());
    fields.put("resolvers", settings.resolvers());
    fields.put("sumDb", settings.sumDb());
    fields.put("cold", settings.cold());
    fields.put("index", settings.index() == null ? null : settings.index().toString());
    fields.put("acceptedStatus", settings.acceptedStatus());
    fields.put("certificateDays", settings.certificateDays());
    fields.put("maxBytes", settings.maxBytes());
    return fields;
  }

  /**
   * The reverse; what is missing is as in {@link ProbeSettings#DEFAULTS}.
   *
   * @throws UnreadableMessage if a field is not what it should be
   */
  public static ProbeSettings readSettings(Map<?, ?> fields) {
    return readSettings(WireObject.of(fields));
  }

  private static ProbeSettings readSettings(WireObject settings) {
    ProbeSettings usual = ProbeSettings.DEFAULTS;
    return new ProbeSettings(
        settings.has("timeout") ? settings.interval("timeout") : usual.timeout(),
        settings.has("slowAfter") ? settings.interval("slowAfter") : usual.slowAfter(),
        settings.list("canaries", MOST_ITEMS, TargetWire::canary),
        settings.texts("resolvers", MOST_ITEMS),
        settings.textOrNull("sumDb"),
        settings.has("cold") ? settings.flag("cold") : usual.cold(),
        settings.uriOrNull("index"),
        settings.list(
            "acceptedStatus",
            MOST_ITEMS,
            (list, index) -> Math.toIntExact(list.number(index, 100, 599))),
        settings.has("certificateDays")
            ? Math.toIntExact(settings.number("certificateDays", 0, 3_650))
            : usual.certificateDays(),
        settings.has("maxBytes")
            ? settings.number("maxBytes", LEAST_BYTES, MOST_BYTES)
            : usual.maxBytes());
  }

  private static ModuleVersion canary(WireObject list, String index) {
    return ModuleVersion.parse(list.text(index))
        .orElseThrow(() -> list.flaw(index, "must be a module and its version: path@version"));
  }
}
