/** A demonstration on loopback: a server, three agents, and proxies that are good, slow, broken. */
@NullMarked
package dev.modmedic.demo;

import org.jspecify.annotations.NullMarked;
