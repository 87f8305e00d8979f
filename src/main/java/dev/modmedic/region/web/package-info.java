/** Targets, regions, agents and results over HTTP. */
@NullMarked
package dev.modmedic.region.web;

import org.jspecify.annotations.NullMarked;
