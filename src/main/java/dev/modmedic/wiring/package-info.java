/** Puts the parts together: the database, the clock, the jobs, the start and the end. */
@NullMarked
package dev.modmedic.wiring;

import org.jspecify.annotations.NullMarked;
