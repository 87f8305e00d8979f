/** Shows what regions, runs and results promise, on a real PostgreSQL. */
@NullMarked
package dev.modmedic.region.jdbc;

import org.jspecify.annotations.NullMarked;
