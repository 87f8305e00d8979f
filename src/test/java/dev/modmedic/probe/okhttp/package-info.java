@NullMarked
package dev.modmedic.probe.okhttp;

import org.jspecify.annotations.NullMarked;
