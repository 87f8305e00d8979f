package dev.modmedic.wiring;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.modmedic.diagnosis.Calibration;
import dev.modmedic.diagnosis.Inquiry;
import dev.modmedic.knowledge.KnowledgeException;
import dev.modmedic.knowledge.KnowledgeState;
import dev.modmedic.knowledge.cel.CelConditions;
import dev.modmedic.knowledge.re2.Re2Patterns;
import dev.modmedic.knowledge.yaml.KnowledgeFolders;
import dev.modmedic.knowledge.yaml.YamlKnowledge;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

class KnowledgeReloadTest {
  private static final Path SAMPLE =
      Path.of("src/test/resources/knowledge-folders/mirror-moved.yaml");
  private static final String LOG = "proxy.example.net: mirror moved to new.example.net\n";
  private static final String CODE = "goproxy.mirror-moved";

  @TempDir Path folder;
  private String sound = "";
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();
  private final Logger logger = (Logger) LoggerFactory.getLogger(KnowledgeReload.class);

  @BeforeEach
  void listen() throws IOException {
    sound = Files.readString(SAMPLE);
    log.start();
    logger.addAppender(log);
  }

  @AfterEach
  void stopListening() {
    logger.detachAppender(log);
  }

  @Test
  void aMistakeAtTheStartIsTheParagraphWithFileAndLine() throws IOException {
    Path file = put(sound.replace("weight: 6", "weight: much"));

    assertThatThrownBy(() -> open(folder))
        .isInstanceOf(KnowledgeException.class)
        .satisfies(e ->
            assertThat(StartupProblems.explain(e))
                .startsWith("The knowledge files hold mistakes")
                .contains(file + ":11: \"weight\" must be a number"));
  }

  @Test
  void aFolderThatIsNotThereStopsTheStart() {
    Path none = folder.resolve("none");

    assertThatThrownBy(() -> open(none))
        .isInstanceOf(StartupException.class)
        .hasMessageContaining("MODMEDIC_KNOWLEDGE_FOLDERS")
        .hasMessageContaining(none.toString());
  }

  @Test
  void aBrokenChangeLeavesTheLastGoodSetInForce() throws IOException {
    put(sound);
    KnowledgeReload reload = open(folder);
    KnowledgeState before = reload.knowledge().state();

    Path file = put(sound.replace("weight: 6", "weight: much").replace("retry: no", "retry: soon"));
    settle(reload);

    KnowledgeState after = reload.knowledge().state();
    assertThat(after.knowledge()).isSameAs(before.knowledge());
    assertThat(Objects.requireNonNull(after.refused()).mistakes()).hasSize(2);
    assertThat(named(reload)).contains(CODE);
    assertThat(log.list)
        .singleElement()
        .satisfies(event ->
            assertThat(event.getFormattedMessage())
                .contains(file + ":5: ", before.knowledge().version(), "(and 1 more)")
                .doesNotContain("\n"));
  }

  @Test
  void aBrokenChangeIsToldOnceAndForgottenWhenItIsMended() throws IOException {
    put(sound);
    KnowledgeReload reload = open(folder);

    put("code: [\n");
    settle(reload);
    settle(reload);
    put(sound + "# mended\n");
    settle(reload);

    assertThat(log.list).hasSize(1);
    assertThat(reload.knowledge().state().refused()).isNull();
  }

  @Test
  void aFileThatIsNotTextIsAMistakeOfItsNameAndLine() throws IOException {
    KnowledgeReload reload = open(folder);

    Path file = put("");
    Files.write(file, sound.replace("title:", "title: Spiegelserver für").getBytes(ISO_8859_1));
    settle(reload);

    int line = 1 + (int) sound.substring(0, sound.indexOf("title:")).lines().count();
    assertThat(log.list.getFirst().getFormattedMessage())
        .contains(file + ":" + line + ": is not UTF-8: byte 0xfc");
    assertThat(Objects.requireNonNull(reload.knowledge().state().refused()).mistakes())
        .singleElement()
        .satisfies(mistake -> {
          assertThat(mistake.file()).isEqualTo(file.toString());
          assertThat(mistake.line()).isEqualTo(line);
        });
  }

  @Test
  void everyFileThatIsNotTextIsNamedAtTheStart() throws IOException {
    Path file = put("");
    Files.write(file, new byte[] {(byte) 0xff, (byte) 0xfe, 0});
    Path other = Files.write(folder.resolve("marks.yaml"), new byte[] {'#', '\n', (byte) 0xc3});

    assertThatThrownBy(() -> open(folder))
        .isInstanceOf(KnowledgeException.class)
        .hasMessageContaining(file + ":1: is not UTF-8: byte 0xff")
        .hasMessageContaining(other + ":2: is not UTF-8: byte 0xc3");
  }

  @Test
  void aFolderThatGoesAwayLeavesTheLastGoodSetInForce() throws IOException {
    Path file = put(sound);
    KnowledgeReload reload = open(folder);

    Files.delete(file);
    Files.delete(file.getParent());
    Files.delete(folder.resolve("codes.yaml"));
    Files.delete(folder);
    settle(reload);

    assertThat(named(reload)).contains(CODE);
    assertThat(reload.knowledge().state().refused()).isNotNull();
  }

  @Test
  void aNewFileIsInForceWithoutARestart() throws IOException {
    KnowledgeReload reload = open(folder);
    assertThat(named(reload)).isEmpty();

    put(sound);
    settle(reload);

    assertThat(named(reload)).containsExactly(CODE);
    assertThat(reload.engine().get().knowledge()).isSameAs(reload.knowledge().knowledge());
  }

  @Test
  void aFileReplacedByAnEditorIsNoticed() throws IOException {
    Path file = put(sound);
    KnowledgeReload reload = open(folder);

    Path written =
        Files.writeString(folder.resolve(".swap"), sound.replace("moved to", "went  to"));
    Files.setLastModifiedTime(written, Files.getLastModifiedTime(file));
    Files.move(written, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    settle(reload);

    assertThat(named(reload)).isEmpty();
  }

  @Test
  void aChangeCountsWhenItHasSettled() throws IOException {
    KnowledgeReload reload = open(folder);

    put(sound);
    reload.look();
    assertThat(named(reload)).isEmpty();
    put(sound + "# more\n");
    reload.look();
    assertThat(named(reload)).isEmpty();
    reload.look();

    assertThat(named(reload)).containsExactly(CODE);
  }

  @Test
  void aLaterFolderStandsAboveAnEarlierOne(@TempDir Path later) throws IOException {
    put(sound);
    Path team = Files.createDirectories(later.resolve("team/goproxy"));
    Files.writeString(
        team.resolve("mirror-moved.yaml"), sound.replace("The company mirror", "Our mirror"));

    KnowledgeReload reload = open(folder, later);

    assertThat(reload.knowledge().knowledge().cause(CODE).orElseThrow().title().en())
        .isEqualTo("Our mirror has moved");
  }

  @Test
  void theSameCauseTwiceInAFolderIsAMistake() throws IOException {
    put(sound);
    Path twin = Files.createDirectories(folder.resolve("team/goproxy"));
    Files.writeString(twin.resolve("mirror-moved.yaml"), sound);

    assertThatThrownBy(() -> open(folder)).hasMessageContaining("another file has the code");
  }

  @Test
  void casesAndHiddenFilesArePassedOver() throws IOException {
    put(sound);
    Files.writeString(folder.resolve("goproxy/mirror-moved.cases.yaml"), "- case: none\n");
    Files.createDirectories(folder.resolve("..2026"));
    Files.writeString(folder.resolve("..2026/x.yaml"), "no cause");

    assertThat(named(open(folder))).containsExactly(CODE);
  }

  @Test
  void theWatchNoticesByItself() throws IOException, InterruptedException {
    KnowledgeReload reload = open(folder);
    KnowledgeWatch watch = new KnowledgeWatch(reload, Duration.ofMillis(5));
    watch.start();

    put(sound);
    long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (named(reload).isEmpty() && System.nanoTime() < end) {
      Thread.onSpinWait();
    }
    watch.stop();

    assertThat(named(reload)).containsExactly(CODE);
  }

  private Path put(String cause) throws IOException {
    Path file = Files.createDirectories(folder.resolve("goproxy")).resolve("mirror-moved.yaml");
    Files.writeString(folder.resolve("codes.yaml"), "[" + CODE + "]\n");
    return Files.writeString(file, cause);
  }

  private static KnowledgeReload open(Path... folders) {
    return new KnowledgeReload(
        new YamlKnowledge(new Re2Patterns(), new CelConditions()),
        new KnowledgeFolders(Map.of("codes.yaml", "[dns.timeout]"), List.of(folders)),
        Calibration.NONE,
        Clock.systemUTC());
  }

  /** What two rounds of the watch do. */
  private static void settle(KnowledgeReload reload) {
    reload.look();
    reload.look();
  }

  private static List<String> named(KnowledgeReload reload) {
    return reload.engine().get().diagnose(Inquiry.of(LOG)).causes().stream()
        .map(cause -> cause.code())
        .toList();
  }
}
