/** The diagnoses over HTTP: what is asked, how it is answered. */
@NullMarked
package dev.modmedic.history.web;

import org.jspecify.annotations.NullMarked;
