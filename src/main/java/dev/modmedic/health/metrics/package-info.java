/** Health as Prometheus reads it. */
@NullMarked
package dev.modmedic.health.metrics;

import org.jspecify.annotations.NullMarked;
