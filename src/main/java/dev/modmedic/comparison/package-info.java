/** What differs between two machines, as far as it matters to go. */
@NullMarked
package dev.modmedic.comparison;

import org.jspecify.annotations.NullMarked;
