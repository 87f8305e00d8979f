package dev.modmedic.health;

/** How long half, 95 and 99 of a hundred took at most, in microseconds. */
public record Quantiles(long p50, long p95, long p99) {}
