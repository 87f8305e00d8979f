/** Compiles the conditions of knowledge files with CEL. */
@NullMarked
package dev.modmedic.knowledge.cel;

import org.jspecify.annotations.NullMarked;
