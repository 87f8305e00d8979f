/** The knowledge over HTTP. */
@NullMarked
package dev.modmedic.knowledge.web;

import org.jspecify.annotations.NullMarked;
