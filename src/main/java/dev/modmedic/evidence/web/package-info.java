/** The scripts that gather evidence, over HTTP. */
@NullMarked
package dev.modmedic.evidence.web;

import org.jspecify.annotations.NullMarked;
