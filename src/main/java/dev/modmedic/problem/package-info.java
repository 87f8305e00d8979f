/** Errors as clients see them: RFC 9457 bodies and the one place that makes them. */
@NullMarked
package dev.modmedic.problem;

import org.jspecify.annotations.NullMarked;
