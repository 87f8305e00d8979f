/** Reads knowledge files and reports what is wrong with them by file and line. */
@NullMarked
package dev.modmedic.knowledge.yaml;

import org.jspecify.annotations.NullMarked;
