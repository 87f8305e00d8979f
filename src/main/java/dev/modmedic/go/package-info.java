/** Go's own words and rules, as the go command applies them; JDK only. */
@NullMarked
package dev.modmedic.go;

import org.jspecify.annotations.NullMarked;
