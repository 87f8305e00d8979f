/** Servers and networks that misbehave on purpose, on loopback or in a network namespace. */
@NullMarked
package dev.modmedic.testing.net;

import org.jspecify.annotations.NullMarked;
