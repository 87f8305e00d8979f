/** Stored diagnoses: what was asked, what was answered, and finding it again. */
@NullMarked
package dev.modmedic.history;

import org.jspecify.annotations.NullMarked;
