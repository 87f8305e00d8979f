/** Diagnoses kept in PostgreSQL. */
@NullMarked
package dev.modmedic.history.jdbc;

import org.jspecify.annotations.NullMarked;
