package dev.modmedic.region;

import java.net.URI;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A vantage point.
 *
 * @param name lower-case letters, digits and hyphens: {@code cn-north}
 * @param via for an egress, the region whose agents probe through it; null otherwise
 * @param egress for an egress, the HTTP or SOCKS proxy; null otherwise
 */
public record Region(
    String name, Kind kind, String title, @Nullable String via, @Nullable URI egress) {
  /** The region that the server itself is in. */
  public static final String LOCAL = "local";

  /** The one workspace there is. */
  public static final String WORKSPACE = "default";

  public Region {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(title, "title");
  }

  /** Who probes from there. */
  public enum Kind {
    /** The server's replicas. */
    LOCAL,
    /** Agents that dial in. */
    AGENT,
    /** The probers of another region, through a proxy. */
    EGRESS;

    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
