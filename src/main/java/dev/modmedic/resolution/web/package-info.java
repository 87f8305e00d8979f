/** Resolutions over HTTP. */
@NullMarked
package dev.modmedic.resolution.web;

import org.jspecify.annotations.NullMarked;
