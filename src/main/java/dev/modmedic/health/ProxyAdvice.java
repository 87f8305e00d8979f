package dev.modmedic.health;

import dev.modmedic.evidence.Text;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The GOPROXY line that measured health supports in one region.
 *
 * @param since the beginning of what the figures cover
 * @param line null if nothing that was measured can be recommended
 * @param entries in the order of the line
 * @param leftOut proxies that are watched and not in the line
 */
public record ProxyAdvice(
    String region,
    Instant since,
    @Nullable String line,
    Text says,
    List<Entry> entries,
    List<Entry> leftOut) {
  public ProxyAdvice {
    entries = List.copyOf(entries);
    leftOut = List.copyOf(leftOut);
  }

  /** A proxy, and why it stands where it does. */
  public record Entry(MeasuredProxy proxy, Text says) {}
}
