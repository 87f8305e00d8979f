/** The service: {@link dev.modmedic.Application} starts it, the packages below do the work. */
@NullMarked
package dev.modmedic;

import org.jspecify.annotations.NullMarked;
