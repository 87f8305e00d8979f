/** Sending to webhooks by HTTP. */
@NullMarked
package dev.modmedic.health.webhook;

import org.jspecify.annotations.NullMarked;
