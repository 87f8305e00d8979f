/** A PostgreSQL server of our own: unpacked, created, started, watched and stopped here. */
@NullMarked
package dev.modmedic.wiring.postgres;

import org.jspecify.annotations.NullMarked;
