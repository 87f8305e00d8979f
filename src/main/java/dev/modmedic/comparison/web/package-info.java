/** Comparisons over HTTP. */
@NullMarked
package dev.modmedic.comparison.web;

import org.jspecify.annotations.NullMarked;
