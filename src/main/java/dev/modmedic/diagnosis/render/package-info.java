/** Reports for people and for tools: terminal, Markdown, SARIF. */
@NullMarked
package dev.modmedic.diagnosis.render;

import org.jspecify.annotations.NullMarked;
