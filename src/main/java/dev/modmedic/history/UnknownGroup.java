package dev.modmedic.history;

import java.time.Instant;
import java.util.UUID;

/**
 * Failures of one shape that no rule knew.
 *
 * @param sample the newest of them
 * @param shape its decisive line without what differs from run to run, secrets masked
 */
public record UnknownGroup(
    String fingerprint, long count, Instant first, Instant last, UUID sample, String shape) {}
