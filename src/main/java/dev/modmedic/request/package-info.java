/** Core: what makes a repeated request the same request. Uses the JDK alone. */
@NullMarked
package dev.modmedic.request;

import org.jspecify.annotations.NullMarked;
