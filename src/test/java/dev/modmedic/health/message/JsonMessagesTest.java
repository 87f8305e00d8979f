package dev.modmedic.health.message;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.modmedic.evidence.Language;
import dev.modmedic.health.Announcement;
import dev.modmedic.health.AnnouncementFilter;
import dev.modmedic.health.MessageWriter;
import dev.modmedic.health.Secrets;
import dev.modmedic.health.Webhook;
import dev.modmedic.health.Webhook.Format;
import dev.modmedic.knowledge.CurrentKnowledge;
import dev.modmedic.testing.WithDatabase;
import io.micronaut.context.annotation.Property;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@MicronautTest(transactional = false)
@Property(name = "modmedic.public-url", value = "https://modmedic.example.net/")
class JsonMessagesTest implements WithDatabase {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Instant AT = Instant.parse("2026-11-27T05:03:00.118Z");
  private static final UUID TARGET = UUID.fromString("019aa7a0-0000-7000-8000-000000000401");
  private static final UUID ID = UUID.fromString("019aa7a0-0000-7000-8000-000000000301");
  private static final UUID DELIVERY = UUID.fromString("019aa7a0-0000-7000-8000-000000000201");

  @Inject MessageWriter writer;
  @Inject CurrentKnowledge knowledge;

  @Test
  void theExampleOfTheContractIsWhatIsSent() throws Exception {
    Announcement change =
        new Announcement(
            1,
            "default",
            ID,
            TARGET,
            "proxy.golang.org",
            null,
            "up",
            "regional",
            AT,
            Instant.parse("2026-11-27T05:03:01.482113Z"),
            Duration.ofDays(10),
            "tcp.connect-timeout",
            "dial tcp 142.250.1.141:443: i/o timeout",
            "target",
            List.of("cn-north"),
            false,
            false);

    assertThat(read(writer.transition(change, webhook(Format.MODMEDIC, Language.EN), DELIVERY)))
        .isEqualTo(JSON.readTree(Path.of("openapi/examples/webhook-message.json").toFile()));
  }

  @Test
  void theTitleOfTheCauseIsInTheLanguageOfTheWebhook() throws Exception {
    JsonNode message =
        read(
            writer.transition(
                change("p", "cn", "tcp.connect-timeout", "m"),
                webhook(Format.MODMEDIC, Language.ZH),
                DELIVERY));

    assertThat(message.at("/cause/title").asText())
        .isEqualTo(knowledge.knowledge().cause("tcp.connect-timeout").orElseThrow().title().zh());
  }

  @Test
  void aCauseThatTheKnowledgeDoesNotHaveHasNoTitle() throws Exception {
    JsonNode message =
        read(
            writer.transition(
                change("p", "cn", "tcp.new-kind", null),
                webhook(Format.MODMEDIC, Language.EN),
                DELIVERY));

    assertThat(message.at("/cause/code").asText()).isEqualTo("tcp.new-kind");
    assertThat(message.at("/cause/title").isNull()).isTrue();
    assertThat(message.at("/message").isNull()).isTrue();
  }

  @Test
  void slackGetsOneTextWithNothingThatItWouldActOn() throws Exception {
    JsonNode message =
        read(
            writer.transition(
                change(
                    "a<!channel>&\n> b",
                    "cn",
                    "tcp.connect-timeout",
                    "Get \"https://x\": <script>\n<@U1>"),
                webhook(Format.SLACK, Language.EN),
                DELIVERY));

    assertThat(message.size()).isEqualTo(1);
    assertThat(message.get("text").asText())
        .isEqualTo(
            """
            :red_circle: *a&lt;!channel&gt;&amp; &gt; b* is down in cn (was up for 3 h 12 min)
            %s [tcp.connect-timeout]
            > Get "https://x": &lt;script&gt; &lt;@U1&gt;
            <https://modmedic.example.net/v1/targets/%s/transitions|Details>\
            """
                .formatted(
                    knowledge.knowledge().cause("tcp.connect-timeout").orElseThrow().title().en(),
                    TARGET));
  }

  @Test
  void slackSpeaksChinese() throws Exception {
    JsonNode message =
        read(
            writer.transition(
                change("proxy", "cn", null, null), webhook(Format.SLACK, Language.ZH), DELIVERY));

    assertThat(message.get("text").asText())
        .startsWith(":red_circle: *proxy* 在 cn 变为不可用（此前为正常，持续 3 小时 12 分）\n");
  }

  @Test
  void whatHasNoNameIsToldInTheLanguageOfTheWebhook() throws Exception {
    Announcement region = nameless(null);
    Announcement removed = nameless(TARGET);

    assertThat(slack(region, Language.ZH)).startsWith(":white_circle: *所有目标* 在 cn 变为");
    assertThat(slack(region, Language.EN)).startsWith(":white_circle: *every target* is stale");
    assertThat(slack(removed, Language.ZH)).contains("已删除的目标（" + TARGET + "）");
    assertThat(
            read(writer.transition(region, webhook(Format.MODMEDIC, Language.ZH), DELIVERY))
                .at("/target/name")
                .asText())
        .isEqualTo("所有目标");
  }

  private String slack(Announcement change, Language language) throws Exception {
    return read(writer.transition(change, webhook(Format.SLACK, language), DELIVERY))
        .get("text")
        .asText();
  }

  private static Announcement nameless(@Nullable UUID target) {
    return new Announcement(
        1, "default", ID, target, null, "cn", "up", "stale", AT, AT, null, null, null, null,
        List.of(), false, false);
  }

  @Test
  void aTestIsAsTheContractHasIt() throws Exception {
    JsonNode sent = read(writer.test(webhook(Format.MODMEDIC, Language.EN), DELIVERY, AT));
    JsonNode example = JSON.readTree(Path.of("openapi/examples/webhook-test.json").toFile());

    assertThat(sent.fieldNames()).toIterable().containsExactlyElementsOf(example::fieldNames);
  }

  @Test
  void aTestSaysThatItIsOne() throws Exception {
    JsonNode ours = read(writer.test(webhook(Format.MODMEDIC, Language.EN), DELIVERY, AT));
    JsonNode slack = read(writer.test(webhook(Format.SLACK, Language.EN), DELIVERY, AT));

    assertThat(ours.get("event").asText()).isEqualTo("test");
    assertThat(ours.get("id").asText()).isEqualTo(DELIVERY.toString());
    assertThat(slack.get("text").asText()).contains("ModMedic");
  }

  private static JsonNode read(String message) throws Exception {
    return JSON.readTree(message);
  }

  private static Announcement change(
      String name, String region, @Nullable String cause, @Nullable String message) {
    return new Announcement(
        1,
        "default",
        ID,
        TARGET,
        name,
        region,
        "up",
        "down",
        AT,
        AT,
        Duration.ofMinutes(192),
        cause,
        message,
        null,
        List.of(),
        false,
        false);
  }

  private static Webhook webhook(Format format, Language language) {
    return new Webhook(
        "default",
        new UUID(1, 1),
        URI.create("https://x.example.net"),
        format,
        language,
        Secrets.of("s"),
        AnnouncementFilter.ALL,
        true,
        null,
        AT,
        AT,
        1);
  }
}
