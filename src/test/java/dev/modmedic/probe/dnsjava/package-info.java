@NullMarked
package dev.modmedic.probe.dnsjava;

import org.jspecify.annotations.NullMarked;
