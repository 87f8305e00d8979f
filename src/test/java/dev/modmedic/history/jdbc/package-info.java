/** Shows what the stored diagnoses promise, on a real PostgreSQL. */
@NullMarked
package dev.modmedic.history.jdbc;

import org.jspecify.annotations.NullMarked;
