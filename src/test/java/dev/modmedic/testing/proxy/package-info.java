/** A module proxy and a checksum database to fake, on loopback, and ways to break them. */
@NullMarked
package dev.modmedic.testing.proxy;

import org.jspecify.annotations.NullMarked;
