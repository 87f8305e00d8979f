/** An agent's disk and its line to the server. */
@NullMarked
package dev.modmedic.region.agent;

import org.jspecify.annotations.NullMarked;
