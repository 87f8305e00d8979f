/** What webhooks are sent, as JSON. */
@NullMarked
package dev.modmedic.health.message;

import org.jspecify.annotations.NullMarked;
