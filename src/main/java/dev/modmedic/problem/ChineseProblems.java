package dev.modmedic.problem;

import dev.modmedic.evidence.Language;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Problems for those who read Chinese: the title, and the detail where it is the usual advice. What
 * is said of one field or parameter stays as it is.
 */
final class ChineseProblems {
  private static final String FILE = "/problems.zh.properties";

  private ChineseProblems() {}

  /** Read when the first one is needed. */
  private static final class Words {
    static final Map<String, String> ALL = read();
  }

  static Language wanted(HttpRequest<?> request) {
    String header = String.join(",", request.getHeaders().getAll(HttpHeaders.ACCEPT_LANGUAGE));
    return header.isEmpty() ? Language.EN : Language.wanted(header);
  }

  /** The problem as the client reads it. */
  static Problem of(Problem problem, Language language) {
    Optional<ProblemType> type =
        ProblemType.named(problem.type().substring(problem.type().lastIndexOf('/') + 1));
    return language == Language.ZH
        ? type.map(known -> of(problem, known)).orElse(problem)
        : problem;
  }

  private static Problem of(Problem problem, ProblemType type) {
    boolean usual = problem.detail().equals(type.advice());
    return new Problem(
        problem.type(),
        title(type),
        problem.status(),
        usual ? advice(type) : problem.detail(),
        problem.instance(),
        problem.errors(),
        problem.errorId());
  }

  static String title(ProblemType type) {
    return Words.ALL.getOrDefault(type.slug() + ".title", type.title());
  }

  static String advice(ProblemType type) {
    return Words.ALL.getOrDefault(type.slug() + ".advice", type.advice());
  }

  private static Map<String, String> read() {
    Properties words = new Properties();
    try (InputStream file =
        Objects.requireNonNull(ChineseProblems.class.getResourceAsStream(FILE), FILE)) {
      words.load(new InputStreamReader(file, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("reading " + FILE, e);
    }
    return words.stringPropertyNames().stream()
        .collect(Collectors.toUnmodifiableMap(Function.identity(), words::getProperty));
  }
}
