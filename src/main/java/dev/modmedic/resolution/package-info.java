/** How go would fetch a module on one machine, step by step and in words. */
@NullMarked
package dev.modmedic.resolution;

import org.jspecify.annotations.NullMarked;
