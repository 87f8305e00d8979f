package dev.modmedic.knowledge.web;

import dev.modmedic.knowledge.CurrentKnowledge;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;

/** Says which knowledge is in force. */
@Controller("/v1/knowledge")
final class KnowledgeController {
  private final CurrentKnowledge current;

  KnowledgeController(CurrentKnowledge current) {
    this.current = current;
  }

  @Get
  KnowledgeView show() {
    return KnowledgeView.of(current.state());
  }
}
