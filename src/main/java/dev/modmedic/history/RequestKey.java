package dev.modmedic.history;

import java.util.Objects;

/**
 * An Idempotency-Key and what it was sent with.
 *
 * @param key the header's value, 1 to 255 characters
 * @param bodyHash hex SHA-256 of the path, the body and its media type
 */
public record RequestKey(String key, String bodyHash) {
  public RequestKey {
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(bodyHash, "bodyHash");
  }
}
