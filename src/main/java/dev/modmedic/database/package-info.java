/** What every edge that talks to PostgreSQL shares. */
@NullMarked
package dev.modmedic.database;

import org.jspecify.annotations.NullMarked;
