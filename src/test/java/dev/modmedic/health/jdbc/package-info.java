@NullMarked
package dev.modmedic.health.jdbc;

import org.jspecify.annotations.NullMarked;
