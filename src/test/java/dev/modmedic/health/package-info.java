@NullMarked
package dev.modmedic.health;

import org.jspecify.annotations.NullMarked;
