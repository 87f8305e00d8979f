/** Tests that start the built jar as a process of its own, as an operator does. */
@NullMarked
package dev.modmedic.packaged;

import org.jspecify.annotations.NullMarked;
