/** Compiles the patterns of knowledge files with RE2, which matches in linear time. */
@NullMarked
package dev.modmedic.knowledge.re2;

import org.jspecify.annotations.NullMarked;
