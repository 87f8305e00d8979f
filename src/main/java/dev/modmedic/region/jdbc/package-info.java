/** Targets, regions, runs and results in PostgreSQL. */
@NullMarked
package dev.modmedic.region.jdbc;

import org.jspecify.annotations.NullMarked;
