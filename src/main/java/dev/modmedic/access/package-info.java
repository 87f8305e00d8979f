/** Who may do what, and which addresses the service may be made to connect to. */
@NullMarked
package dev.modmedic.access;

import org.jspecify.annotations.NullMarked;
