/** What many results mean: states, their changes, figures over time, and whom to tell. */
@NullMarked
package dev.modmedic.health;

import org.jspecify.annotations.NullMarked;
