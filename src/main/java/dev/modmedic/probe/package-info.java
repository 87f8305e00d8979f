/** Measuring one target once: what was asked, how long each phase took, why it failed. */
@NullMarked
package dev.modmedic.probe;

import org.jspecify.annotations.NullMarked;
