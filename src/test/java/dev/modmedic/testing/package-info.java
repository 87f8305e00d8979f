/** What several tests share: real databases, made quickly. */
@NullMarked
package dev.modmedic.testing;

import org.jspecify.annotations.NullMarked;
