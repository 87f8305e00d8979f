package dev.modmedic.history.web;

import dev.modmedic.diagnosis.Inquiry;
import dev.modmedic.evidence.Environment;
import dev.modmedic.evidence.LogText;
import dev.modmedic.evidence.RunContext;
import dev.modmedic.history.MoreEvidence;
import dev.modmedic.knowledge.KnowledgeBase;
import dev.modmedic.problem.ProblemException;
import dev.modmedic.problem.ProblemType;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MediaType;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What was posted: JSON, or the raw log as a shell pipe sends it. */
record RequestBody(byte[] bytes, @Nullable MediaType mediaType) {
  RequestBody {
    if (!isJson(mediaType) && !isRaw(mediaType)) {
      throw new ProblemException(
          ProblemType.UNSUPPORTED_MEDIA_TYPE,
          "%s is not supported. %s"
              .formatted(mediaType, ProblemType.UNSUPPORTED_MEDIA_TYPE.advice()));
    }
  }

  boolean isJson() {
    return isJson(mediaType);
  }

  static RequestBody of(HttpRequest<byte[]> request) {
    return new RequestBody(
        request.getBody().orElseGet(() -> new byte[0]), request.getContentType().orElse(null));
  }

  Inquiry inquiry() {
    String text = filled();
    Inquiry inquiry =
        isJson()
            ? JsonInquiry.read(text)
            : new Inquiry(LogText.of(text), Environment.NONE, RunContext.NONE, List.of());
    if (inquiry.log().posted().isBlank() && inquiry.environment().values().isEmpty()) {
      throw new ProblemException(
          ProblemType.NOTHING_TO_DIAGNOSE, ProblemType.NOTHING_TO_DIAGNOSE.advice());
    }
    return inquiry;
  }

  /** A raw body is more log. */
  MoreEvidence evidence(KnowledgeBase knowledge) {
    String text = filled();
    MoreEvidence more =
        isJson()
            ? JsonEvidence.read(text, knowledge)
            : new MoreEvidence(text, Environment.NONE, List.of());
    if (more.isNothing()) {
      throw new ProblemException(ProblemType.NOTHING_NEW, ProblemType.NOTHING_NEW.advice());
    }
    return more;
  }

  /**
   * The text, when it is JSON.
   *
   * @throws ProblemException if it is something else, or nothing
   */
  String json() {
    if (!isJson()) {
      throw new ProblemException(
          ProblemType.UNSUPPORTED_MEDIA_TYPE, "Only application/json is taken here.");
    }
    return filled();
  }

  private String filled() {
    String text = text();
    if (text.isBlank()) {
      throw new ProblemException(ProblemType.EMPTY_BODY, ProblemType.EMPTY_BODY.advice());
    }
    return text;
  }

  /** Bytes that are not text in the character set become U+FFFD. */
  String text() {
    Charset charset = charset();
    int mark = charset == StandardCharsets.UTF_8 && startsWith(0xEF, 0xBB, 0xBF) ? 3 : 0;
    return new String(bytes, mark, bytes.length - mark, charset);
  }

  /**
   * The one that is named; else UTF-16 if its mark says so, as PowerShell writes it; else UTF-8.
   */
  private Charset charset() {
    String named = mediaType == null ? null : mediaType.getParameters().get("charset").orElse(null);
    if (named != null) {
      return named(named.replace("\"", ""));
    }
    return startsWith(0xFF, 0xFE) || startsWith(0xFE, 0xFF)
        ? StandardCharsets.UTF_16
        : StandardCharsets.UTF_8;
  }

  private static Charset named(String charset) {
    try {
      return Charset.forName(charset);
    } catch (IllegalArgumentException e) {
      throw new ProblemException(
          ProblemType.UNSUPPORTED_MEDIA_TYPE, "The character set of the body is not known here.");
    }
  }

  private boolean startsWith(int... mark) {
    if (bytes.length < mark.length) {
      return false;
    }
    for (int i = 0; i < mark.length; i++) {
      if ((bytes[i] & 0xFF) != mark[i]) {
        return false;
      }
    }
    return true;
  }

  private static boolean isJson(@Nullable MediaType type) {
    return type != null && type.getName().equalsIgnoreCase(MediaType.APPLICATION_JSON);
  }

  /** The form type too: curl says so of everything unless it is told otherwise. */
  private static boolean isRaw(@Nullable MediaType type) {
    return type == null
        || List.of(
                MediaType.TEXT_PLAIN,
                MediaType.APPLICATION_OCTET_STREAM,
                MediaType.APPLICATION_FORM_URLENCODED)
            .stream()
            .anyMatch(raw -> type.getName().equalsIgnoreCase(raw));
  }
}
