package dev.modmedic.wiring;

import com.github.f4b6a3.uuid.UuidCreator;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Supplier;

/** Supplies the time and the identifiers that are ordered by it. */
@Factory
final class ClockFactory {
  /** Ticks in microseconds, as PostgreSQL stores them: a saved time reads back equal. */
  @Singleton
  Clock clock() {
    return Clock.tick(Clock.systemUTC(), Duration.ofNanos(1000));
  }

  /** Makes UUIDs of version 7, which sort by the time of their making. */
  @Singleton
  Supplier<UUID> ids() {
    return UuidCreator::getTimeOrderedEpoch;
  }
}
