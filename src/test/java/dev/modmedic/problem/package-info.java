@NullMarked
package dev.modmedic.problem;

import org.jspecify.annotations.NullMarked;
