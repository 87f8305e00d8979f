package dev.modmedic.health;

import dev.modmedic.evidence.Text;
import java.util.Map;

/** The states of {@link State} and {@link TargetState} as people read them. */
public final class StateWords {
  private static final Map<String, Text> WORDS =
      Map.of(
          "unknown", new Text("unknown", "未知"),
          "up", new Text("up", "正常"),
          "degraded", new Text("degraded", "性能下降"),
          "down", new Text("down", "不可用"),
          "flapping", new Text("flapping", "时好时坏"),
          "stale", new Text("stale", "长时间没有数据"),
          "regional", new Text("regional", "部分地区异常"));

  private StateWords() {}

  /** A word that is no state stays as it is. */
  public static Text of(String state) {
    return WORDS.getOrDefault(state, Text.same(state));
  }
}
