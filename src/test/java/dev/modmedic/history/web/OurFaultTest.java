package dev.modmedic.history.web;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.modmedic.testing.Answer;
import dev.modmedic.testing.Api;
import dev.modmedic.testing.WithDatabase;
import io.micronaut.context.annotation.Property;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

@MicronautTest(transactional = false)
@Property(name = "test.broken-store", value = "true")
class OurFaultTest implements WithDatabase {
  @Inject Api api;

  @Test
  void aBugIsToldWithoutItsWords() {
    for (Answer answer :
        new Answer[] {
          api.postText("x"), api.get("/v1/diagnoses"), api.get("/v1/diagnoses/" + UUID.randomUUID())
        }) {
      assertThat(answer.status()).isEqualTo(500);
      assertThat(answer.at("/type")).isEqualTo("/problems/internal-error");
      assertThat(answer.body()).doesNotContain(BrokenStore.WORDS, "Exception", "Error\"");
    }
  }

  @Test
  void itsIdStandsOnceInTheLog() {
    Logger logger = (Logger) LoggerFactory.getLogger("dev.modmedic.problem");
    ListAppender<ILoggingEvent> log = new ListAppender<>();
    log.start();
    logger.addAppender(log);

    Answer answer = api.get("/v1/diagnoses");

    logger.detachAppender(log);
    assertThat(log.list)
        .filteredOn(event -> event.getFormattedMessage().contains(answer.at("/errorId")))
        .hasSize(1);
  }
}
