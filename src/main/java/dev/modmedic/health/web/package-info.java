/** Health as people and programs see it. */
@NullMarked
package dev.modmedic.health.web;

import org.jspecify.annotations.NullMarked;
