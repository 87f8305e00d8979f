/** Probing over HTTP and TLS with OkHttp. */
@NullMarked
package dev.modmedic.probe.okhttp;

import org.jspecify.annotations.NullMarked;
