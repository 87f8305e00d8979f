package dev.modmedic.health.jdbc;

import java.time.Instant;
import java.util.UUID;

/** What figures are of. */
record RollupKey(String workspace, UUID target, String region, String kind, Instant bucket) {}
