package dev.modmedic.knowledge.web;

import static dev.modmedic.knowledge.web.CauseView.word;

import dev.modmedic.evidence.Language;
import dev.modmedic.knowledge.Cause;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;

/** Causes in short as JSON, in one language. */
@Serdeable
record CauseListView(List<Item> items, String knowledgeVersion) {
  @Serdeable
  record Item(
      String code,
      String layer,
      String status,
      String severity,
      String owner,
      String title,
      String explanation) {
    static Item of(Cause cause, Language language) {
      return new Item(
          cause.code(),
          cause.layer(),
          word(cause.status()),
          word(cause.severity()),
          word(cause.owner()),
          cause.title().in(language),
          cause.explanation().in(language));
    }
  }
}
