/** Hearing from PostgreSQL that something changed. */
@NullMarked
package dev.modmedic.health.listen;

import org.jspecify.annotations.NullMarked;
