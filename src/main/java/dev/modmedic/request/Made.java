package dev.modmedic.request;

import java.util.Objects;

/**
 * What a request made.
 *
 * @param repeated whether an earlier request under the same key had made it
 */
public record Made<T>(T value, boolean repeated) {
  public Made {
    Objects.requireNonNull(value, "value");
  }
}
