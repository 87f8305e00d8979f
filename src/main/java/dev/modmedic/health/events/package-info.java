/** Server-sent events. */
@NullMarked
package dev.modmedic.health.events;

import org.jspecify.annotations.NullMarked;
