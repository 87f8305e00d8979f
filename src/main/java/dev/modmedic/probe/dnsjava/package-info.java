/** Asking name servers, with dnsjava's messages over transports of our own. */
@NullMarked
package dev.modmedic.probe.dnsjava;

import org.jspecify.annotations.NullMarked;
