package dev.modmedic.knowledge;

import java.util.List;
import java.util.Objects;

/**
 * What kind of message a log entry is: asked of a checksum database, said by a remote server,
 * noise.
 *
 * <p>Marks are shared by all causes; signals name them in {@code within} and {@code outside}.
 *
 * @param role what the mark does to its entry beyond naming it
 */
public record Mark(String id, LinePattern pattern, List<String> literals, Role role) {
  public Mark {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(pattern, "pattern");
    Objects.requireNonNull(role, "role");
    literals = List.copyOf(literals);
  }

  /** What a mark does to the entry it stands in. */
  public enum Role {
    /** Names the kind of message. */
    CONTEXT,
    /** What follows in the entry was said by another machine. */
    REMOTE,
    /** The entry is no failure, however it sounds. */
    NOISE,
    /** No cause may be guessed from the line: it says only that it failed, or what else failed. */
    UNTELLING,
    /** The command succeeded after all; failures above it no longer count. */
    SUCCESS,
    /** go got as far as to compile or test, so that all it had to fetch was there. */
    PROCEEDED,
    /** Only a command that failed prints this, though it does not say why. */
    FAILURE
  }
}
