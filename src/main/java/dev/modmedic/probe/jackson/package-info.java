/** Reads the JSON of probed servers with Jackson. */
@NullMarked
package dev.modmedic.probe.jackson;

import org.jspecify.annotations.NullMarked;
