package dev.modmedic.region;

import dev.modmedic.probe.ProbeKind;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which results a caller wants to see; null means any.
 *
 * @param outcome a word such as {@code failed} or {@code missed}
 * @param since due at or after
 * @param until due before
 * @param withDetail whether the whole result is wanted and not only its figures
 */
public record ResultFilter(
    @Nullable String region,
    @Nullable ProbeKind kind,
    @Nullable String outcome,
    @Nullable UUID assignment,
    @Nullable Instant since,
    @Nullable Instant until,
    boolean withDetail) {}
