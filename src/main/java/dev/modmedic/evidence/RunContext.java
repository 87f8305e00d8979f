package dev.modmedic.evidence;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The circumstances of the failed run, as far as the client told them.
 *
 * @param project what was built, in the client's own words
 * @param client which program asks: an IDE plugin, a CI job
 * @param region where the client is
 * @param command the command line that failed
 */
public record RunContext(
    @Nullable String project,
    @Nullable String client,
    @Nullable String region,
    @Nullable Instant occurredAt,
    @Nullable String command,
    @Nullable Integer exitCode) {
  public static final RunContext NONE = new RunContext(null, null, null, null, null, null);
}
