package dev.modmedic.request;

import java.util.Objects;

/**
 * An Idempotency-Key and what it was sent with.
 *
 * @param route the path with names in place of ids; the same key on another route is another key
 * @param key the header's value, 1 to 255 visible ASCII characters
 * @param bodyHash hex SHA-256 of the path, the body and its media type
 */
public record RequestKey(String route, String key, String bodyHash) {
  public RequestKey {
    Objects.requireNonNull(route, "route");
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(bodyHash, "bodyHash");
  }
}
