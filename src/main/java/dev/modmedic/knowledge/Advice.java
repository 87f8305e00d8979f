package dev.modmedic.knowledge;

import dev.modmedic.evidence.Text;
import java.util.Objects;

/** A warning that the environment alone deserves, whatever the log says. */
public record Advice(String id, Condition when, Text title, Text says) {
  public Advice {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(when, "when");
    Objects.requireNonNull(title, "title");
    Objects.requireNonNull(says, "says");
  }
}
