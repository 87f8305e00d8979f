/** What every edge needs: request bodies read strictly, and errors as RFC 9457 bodies. */
@NullMarked
package dev.modmedic.problem;

import org.jspecify.annotations.NullMarked;
