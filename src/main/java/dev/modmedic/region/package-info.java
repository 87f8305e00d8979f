/** Where probes run from: regions, their agents, what is assigned to them, and when it is due. */
@NullMarked
package dev.modmedic.region;

import org.jspecify.annotations.NullMarked;
