package dev.modmedic.probe;

import dev.modmedic.go.ModulePath;
import dev.modmedic.go.Outcome;
import dev.modmedic.go.Refused;
import dev.modmedic.go.Version;
import dev.modmedic.go.VersionInfo;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Asks a module proxy on behalf of one try, and judges what is no answer. */
final class ProxyClient {
  static final String SOFT_FAILURE = "goproxy.soft-failure";

  private static final Duration WARM = Duration.ofSeconds(10);
  private static final Duration COLD = Duration.ofMinutes(2);
  private static final int LARGEST_TEXT = 4 << 20;

  private final Trial trial;
  private final ProxyAddress address;
  private final JsonObjects json;
  private final boolean cold;

  /**
   * @param cold whether the proxy may fetch from the origin, which takes longer
   */
  ProxyClient(Trial trial, ProxyAddress address, JsonObjects json, boolean cold) {
    this.trial = trial;
    this.address = address;
    this.json = json;
    this.cold = cold;
  }

  ProxyAddress address() {
    return address;
  }

  boolean isCold() {
    return cold;
  }

  /** How long one request may take. */
  Duration budget() {
    return cold ? COLD : WARM;
  }

  <T> Heard<T> ask(URI url, long most, Fetcher.BodyReader<T> reader) throws InterruptedException {
    Map<String, String> headers = cold ? Map.of() : Map.of("Disable-Module-Fetch", "true");
    return trial.ask(new Question(url, headers, budget(), most, false), reader);
  }

  Heard<String> text(URI url) throws InterruptedException {
    return ask(url, LARGEST_TEXT, ProxyClient::utf8);
  }

  Heard<String> info(ModulePath path, Version version) throws InterruptedException {
    return text(address.file(path, version, "info"));
  }

  static String utf8(InputStream body) throws IOException {
    return new String(body.readAllBytes(), StandardCharsets.UTF_8);
  }

  /**
   * Reads an info.
   *
   * @throws Refused if {@code go} would not
   */
  VersionInfo parse(String body) throws Refused {
    Optional<Map<String, @Nullable Object>> object = json.read(body);
    if (object.isEmpty()) {
      throw VersionInfo.refusalOf(body);
    }
    return VersionInfo.of(object.get());
  }

  /** The body; anything else is told as what is wrong, since this must be there. */
  <T> Optional<T> content(String check, String about, Heard<T> heard) {
    return switch (heard) {
      case Heard.Content<T>(T body, var answer) -> Optional.of(body);
      case Heard.Trouble<T> trouble -> {
        trial.fail(check, about, trouble);
        if (!trial.isLate(trouble.failure())) {
          answered(check, trouble.outcome());
        }
        yield Optional.empty();
      }
      case Heard.Missing<T> missing -> {
        missing(check, about, missing);
        yield Optional.empty();
      }
    };
  }

  private void missing(String check, String about, Heard.Missing<?> missing) {
    Exchange.Answered<?> answer = missing.answer();
    SoftFailure soft = SoftFailure.of(answer, cold);
    String goText = GoWords.reading(missing.asked(), answer.status(), answer.text());
    if (soft.kind() != SoftFailure.Kind.NOT_STORED) {
      answered(check, missing.outcome());
    }
    // The module is known to be there, so what a diagnosis would suspect is ruled out.
    switch (soft.kind()) {
      case OUTAGE ->
          trial.fail(
              SOFT_FAILURE,
              about + ": " + soft.says(),
              trial.proved(goText, "goproxy.server-error"),
              true);
      case NOT_STORED -> trial.warn(check, about + ": " + soft.says());
      case DENIAL ->
          trial.fail(
              check, about + ": " + soft.says(), trial.proved(goText, "goproxy.not-found"), false);
    }
  }

  /** Tells that content is wrong, in go's words. */
  void refuse(String check, String about, @Nullable String why, String otherwise) {
    trial.fail(check, about, trial.named(about + ": " + why, otherwise), false);
    answered(check, Outcome.BAD_CONTENT);
  }

  private void answered(String check, Outcome outcome) {
    ProxyPart.of(check).ifPresent(part -> trial.answered(part, outcome));
  }
}
