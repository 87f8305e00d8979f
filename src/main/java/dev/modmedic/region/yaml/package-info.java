/** The catalogue of well-known servers, read from YAML. */
@NullMarked
package dev.modmedic.region.yaml;

import org.jspecify.annotations.NullMarked;
