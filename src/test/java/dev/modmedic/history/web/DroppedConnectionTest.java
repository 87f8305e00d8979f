package dev.modmedic.history.web;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.modmedic.problem.ProblemException;
import dev.modmedic.testing.Eventually;
import dev.modmedic.testing.WithDatabase;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;

/** Clients that go away in the middle of what they send. */
@MicronautTest(transactional = false)
class DroppedConnectionTest implements WithDatabase {
  private static final Logger ROOT = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
  private static final Logger OURS =
      (Logger) LoggerFactory.getLogger(ProblemException.class.getPackageName());

  @Inject EmbeddedServer server;

  private final ListAppender<ILoggingEvent> log = new ListAppender<>();

  @BeforeEach
  void listen() {
    log.start();
    ROOT.addAppender(log);
    OURS.setLevel(Level.DEBUG);
  }

  @AfterEach
  void stopListening() {
    ROOT.detachAppender(log);
    OURS.setLevel(null);
  }

  @ParameterizedTest
  @CsvSource({
    "/v1/diagnoses,Content-Length: 1000,false",
    "/v1/diagnoses,Content-Length: 1000,true",
    "/v1/diagnoses,Transfer-Encoding: chunked,false",
    "/v1/diagnoses,Transfer-Encoding: chunked,true",
    "/v1/agent/results,Content-Length: 1000,false",
    "/v1/webhooks,Content-Length: 1000,true"
  })
  void isNobodysFault(String path, String length, boolean reset) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", server.getPort())) {
      socket
          .getOutputStream()
          .write(
              """
              POST %s HTTP/1.1\r
              Host: here\r
              Content-Type: application/json\r
              %s\r
              \r
              3\r
              abc\r
              """
                  .formatted(path, length)
                  .getBytes(StandardCharsets.US_ASCII));
      if (reset) {
        socket.setSoLinger(true, 0);
      }
    }

    Eventually.isTrue(
        () -> said().stream().anyMatch(event -> event.getLevel() == Level.DEBUG), this::said);
    assertThat(said()).noneMatch(event -> event.getLevel().isGreaterOrEqual(Level.WARN));
    assertThat(said()).extracting(ILoggingEvent::getThrowableProxy).containsOnlyNulls();
  }

  private List<ILoggingEvent> said() {
    return List.copyOf(log.list);
  }
}
