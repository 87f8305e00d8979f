package dev.modmedic.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.modmedic.region.agent.AgentFolder;
import dev.modmedic.region.agent.TokenSource;
import dev.modmedic.wiring.postgres.LocalPostgres;
import io.micronaut.context.ApplicationContext;
import io.micronaut.core.value.PropertyResolver;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class KnownSettingsTest {
  private static final Pattern VARIABLE = Pattern.compile("`(MODMEDIC_[A-Z_]+)[`=]");
  private static final Pattern VALUE =
      Pattern.compile("@Value\\(\"\\$\\{(modmedic\\.[a-z.-]+)(?::([^}]*))?}\"\\)");
  private static final Pattern CONDITION =
      Pattern.compile("@Requires\\(property = \"(modmedic\\.[a-z.-]+)\"");

  /** Any text may be the name or the password of a user. */
  private static final Set<String> FREE =
      Set.of("MODMEDIC_DATABASE_USER", "MODMEDIC_DATABASE_PASSWORD");

  static Stream<Setting> formed() {
    return KnownSettings.ALL.stream()
        .filter(setting -> !(setting.form() instanceof SettingForm.Text));
  }

  static Stream<Setting> worded() {
    return KnownSettings.ALL.stream()
        .filter(setting -> setting.form() instanceof SettingForm.Text)
        .filter(setting -> !FREE.contains(setting.variable()));
  }

  @ParameterizedTest
  @MethodSource("formed")
  void nonsenseIsOneParagraphThatNamesTheVariableAndWhatIsAllowed(Setting setting) {
    for (String nonsense :
        List.of("nonsense %", "-1", "1e99", "9999999999999999999d", "P", "1d1")) {
      assertThat(refusal(Map.of(setting.key(), nonsense)))
          .startsWith(setting.variable() + " is \"" + nonsense + "\". Use ")
          .contains(setting.form().allowed())
          .hasLineCount(1);
    }
  }

  @ParameterizedTest
  @MethodSource("formed")
  void whatCountsOtherwiseIsAllowed(Setting setting) {
    assertThatCode(() -> check(Map.of(setting.key(), setting.otherwise())))
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource({
    "modmedic.retention.days, '', MODMEDIC_RETENTION_DAYS is empty. Use a whole number from 1 to",
    "modmedic.retention.days, 0, or leave it out for 90.",
    "modmedic.health.keep.hours, 1h, Use a length of time from 8d to 36500d",
    "modmedic.health.stale.floor, PT-1S, Use a length of time from 1ms to 365d",
    "modmedic.insights.burst.factor, NaN, Use a number from 1 to",
    "modmedic.local.enabled, FALSE, Use true or false",
    "modmedic.public-url, nope, 'MODMEDIC_PUBLIC_URL is \"nope\". Use an http or https URL'",
    "modmedic.public-url, ftp://a.example, Use an http or https URL",
    "modmedic.public-url, https://a.example/?q, Use an http or https URL",
    "modmedic.public-url, https://me:s3cret@a.example, is no address that can be used",
    "modmedic.database.user, ${nowhere}, 'MODMEDIC_DATABASE_USER holds \"${\"'",
    "modmedic.retention.days, ${nowhere}, 'MODMEDIC_RETENTION_DAYS holds \"${\"'"
  })
  void theParagraphSaysWhatIsWrong(String key, String value, String said) {
    assertThat(refusal(Map.of(key, value))).contains(said).doesNotContain("s3cret");
  }

  @ParameterizedTest
  @CsvSource({
    "modmedic.public-url, https://modmedic.example.com/base/",
    "modmedic.public-url, HTTP://127.0.0.1:8080",
    "modmedic.health.keep.hours, P30D",
    "modmedic.insights.burst.factor, 2.5",
    "modmedic.local.enabled, false"
  })
  void whatCanBeIsTaken(String key, String value) {
    assertThatCode(() -> check(Map.of(key, value))).doesNotThrowAnyException();
  }

  @Test
  void allMistakesAreNamedAtOnce() {
    Map<String, Object> wrong = new HashMap<>();
    formed().forEach(setting -> wrong.put(setting.key(), "nonsense"));

    String refusal = refusal(wrong);

    assertThat(formed()).allSatisfy(setting -> assertThat(refusal).contains(setting.variable()));
  }

  @Test
  void settingsThatExplainThemselvesDoSo(@TempDir Path folder) throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    String nowhere = folder.resolve("nowhere").toString();
    Map<String, ThrowingCallable> readers = new TreeMap<>();
    readers.put("MODMEDIC_HOST", () -> ListenAddress.requireLoopback("nonsense %"));
    readers.put("MODMEDIC_PORT", () -> service("modmedic.port", "nonsense"));
    readers.put("MODMEDIC_DATA_DIR", () -> LocalPostgres.start(file, "18.0"));
    readers.put("MODMEDIC_DATABASE_URL", () -> DatabaseUrl.parse("nonsense"));
    readers.put("MODMEDIC_EGRESS_ALLOW", () -> Probes.egressPolicy("nonsense"));
    readers.put("MODMEDIC_PROBE_CA_FILE", () -> Probes.trust(nowhere));
    readers.put("MODMEDIC_KNOWLEDGE_FOLDERS", () -> knowledge(nowhere));
    readers.put("MODMEDIC_AGENT_SERVER", () -> agent("modmedic.agent.server", "nonsense"));
    readers.put("MODMEDIC_AGENT_TOKEN", () -> agent("modmedic.agent.token", "two words"));
    readers.put("MODMEDIC_AGENT_TOKEN_FILE", () -> TokenSource.read(null, nowhere));
    readers.put("MODMEDIC_AGENT_REFERENCES", () -> agent("modmedic.agent.references", "nonsense"));
    readers.put("MODMEDIC_LOCAL_REFERENCES", () -> new SelfCheckFactory().references("nonsense"));

    assertThat(readers.keySet())
        .containsExactlyInAnyOrderElementsOf(worded().map(Setting::variable).toList());
    assertThat(readers)
        .allSatisfy((variable, reader) ->
            assertThat(StartupProblems.explain(catchThrowable(reader)))
                .contains(variable)
                .doesNotContain("error of its own")
                .hasLineCount(1));
  }

  @Test
  void aFileIsNoDataDirectory(@TempDir Path folder) throws IOException {
    Path file = Files.createFile(folder.resolve("file"));

    assertThatThrownBy(() -> LocalPostgres.start(file, "18.0"))
        .hasMessageStartingWith("MODMEDIC_DATA_DIR is " + file + ", which is a file.");
    assertThatThrownBy(() -> AgentFolder.open(file.resolve("agent")))
        .hasMessageContaining(file + " is a file");
  }

  @Test
  void whatTheDocumentsNameIsKnownAndWhatIsKnownIsNamed() throws IOException {
    Set<String> named = new TreeSet<>();
    try (Stream<Path> documents = Files.walk(Path.of("src/docs"))) {
      Stream.concat(Stream.of(Path.of("README.md")), documents)
          .filter(file -> file.toString().endsWith(".md"))
          .filter(file -> !file.endsWith("changelog.md"))
          .forEach(file ->
              VARIABLE.matcher(text(file)).results().forEach(found -> named.add(found.group(1))));
    }
    named.remove("MODMEDIC_TEST_GO"); // of the tests

    assertThat(named)
        .containsExactlyInAnyOrderElementsOf(
            KnownSettings.ALL.stream().map(Setting::variable).toList());
  }

  @Test
  void whatTheCodeReadsIsKnownWithTheSameDefault() throws IOException {
    Map<String, Setting> known =
        KnownSettings.ALL.stream().collect(Collectors.toMap(Setting::key, setting -> setting));
    try (Stream<Path> sources = Files.walk(Path.of("src/main/java"))) {
      sources
          .filter(file -> file.toString().endsWith(".java"))
          .map(KnownSettingsTest::text)
          .forEach(source -> {
            CONDITION
                .matcher(source)
                .results()
                .forEach(found -> assertThat(known).containsKey(found.group(1)));
            VALUE
                .matcher(source)
                .results()
                .forEach(found -> {
                  assertThat(known).containsKey(found.group(1));
                  if (found.group(2) != null) {
                    assertThat(known)
                        .extractingByKey(found.group(1))
                        .extracting(Setting::otherwise)
                        .isEqualTo(found.group(2));
                  }
                });
          });
    }
  }

  private static String refusal(Map<String, Object> properties) {
    Throwable thrown = catchThrowable(() -> check(properties));
    assertThat(thrown).isInstanceOf(StartupException.class);
    return String.valueOf(thrown.getMessage());
  }

  private static void check(Map<String, Object> properties) {
    withSettings(properties, KnownSettings::check);
  }

  private static void service(String key, String value) {
    withSettings(Map.of(key, value), Settings::from);
  }

  private static void agent(String key, String value) {
    Map<String, Object> properties = new HashMap<>();
    properties.put("modmedic.agent.server", "https://modmedic.example.com");
    properties.put("modmedic.agent.token", "mma_secret");
    properties.put(key, value);
    withSettings(properties, AgentSettings::from);
  }

  private static void knowledge(String folder) {
    BundledKnowledge bundled = new BundledKnowledge();
    EngineFactory parts = new EngineFactory();
    parts.knowledgeReload(
        parts.knowledgeReader(bundled), parts.knowledgeFolders(bundled, folder), Clock.systemUTC());
  }

  /** Read by the environment that a start has, whose conversions are what counts. */
  private static void withSettings(
      Map<String, Object> properties, Consumer<PropertyResolver> reader) {
    try (ApplicationContext context =
        ApplicationContext.builder()
            .deduceEnvironment(false)
            .bootstrapEnvironment(false)
            .properties(properties)
            .build()) {
      reader.accept(context.getEnvironment().start());
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
