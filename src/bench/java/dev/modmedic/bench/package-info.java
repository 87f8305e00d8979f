/** Measurements, always side by side with the thing they are compared to. */
@NullMarked
package dev.modmedic.bench;

import org.jspecify.annotations.NullMarked;
