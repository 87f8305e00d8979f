@NullMarked
package dev.modmedic.region.agent;

import org.jspecify.annotations.NullMarked;
