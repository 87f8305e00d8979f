package dev.modmedic.probe;

import java.net.URI;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where a probe looks from.
 *
 * @param egress an HTTP or SOCKS proxy ({@code http://host:port}, {@code socks5://host:port}) that
 *     every connection goes through; null for a direct one
 */
public record Vantage(String region, @Nullable URI egress) {
  public Vantage {
    Objects.requireNonNull(region, "region");
  }
}
