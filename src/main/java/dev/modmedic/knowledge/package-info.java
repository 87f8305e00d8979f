/**
 * What ModMedic knows: causes, the signals that speak for them, conditions, remedies and checks.
 */
@NullMarked
package dev.modmedic.knowledge;

import org.jspecify.annotations.NullMarked;
