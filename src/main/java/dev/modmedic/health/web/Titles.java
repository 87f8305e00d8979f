package dev.modmedic.health.web;

import dev.modmedic.evidence.Language;
import dev.modmedic.knowledge.KnowledgeBase;
import org.jspecify.annotations.Nullable;

/** The titles of causes, in the language of an answer. */
record Titles(KnowledgeBase knowledge, Language language) {
  /** Null for a cause that the knowledge does not have (any more). */
  @Nullable String of(@Nullable String code) {
    return code == null
        ? null
        : knowledge.cause(code).map(cause -> cause.title().in(language)).orElse(null);
  }
}
