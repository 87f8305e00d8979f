package dev.modmedic.probe;

import java.net.URI;
import java.util.Objects;
import java.util.UUID;

/**
 * A server that is watched.
 *
 * @param name short, for people, and for badges and metrics: {@code proxy.golang.org}
 * @param url where it answers, without user info, query or fragment; http or https
 */
public record Target(UUID id, String name, TargetType type, URI url, ProbeSettings settings) {
  public Target {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(type, "type");
    Objects.requireNonNull(url, "url");
    Objects.requireNonNull(settings, "settings");
  }
}
