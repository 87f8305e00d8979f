/**
 * What is known about one failure: the log with its positions, the environment, the facts drawn
 * from both.
 */
@NullMarked
package dev.modmedic.evidence;

import org.jspecify.annotations.NullMarked;
