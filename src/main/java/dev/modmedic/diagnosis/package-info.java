/** From a log and an environment to ranked causes with evidence and remedies. */
@NullMarked
package dev.modmedic.diagnosis;

import org.jspecify.annotations.NullMarked;
