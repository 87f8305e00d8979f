/** Makes the real go command fail on purpose, and holds the diagnosis against what it prints. */
@NullMarked
package dev.modmedic.lab;

import org.jspecify.annotations.NullMarked;
