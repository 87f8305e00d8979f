package dev.modmedic.health.message;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.modmedic.evidence.Language;
import dev.modmedic.health.Announcement;
import dev.modmedic.health.MessageWriter;
import dev.modmedic.health.Webhook;
import dev.modmedic.knowledge.Cause;
import dev.modmedic.knowledge.CurrentKnowledge;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Writes messages in the two forms that webhooks may have; the titles of causes are ours. */
public final class JsonMessages implements MessageWriter {
  private static final JsonFactory JSON = new JsonFactory();

  private final CurrentKnowledge knowledge;
  private final Links links;

  public JsonMessages(CurrentKnowledge knowledge, Links links) {
    this.knowledge = knowledge;
    this.links = links;
  }

  /** Writes into an object that is already begun. */
  private interface Members {
    void write(JsonGenerator json) throws IOException;
  }

  @Override
  public String transition(Announcement announcement, Webhook webhook, UUID delivery) {
    Optional<String> title = title(announcement, webhook);
    return switch (webhook.format()) {
      case SLACK -> {
        UUID target = announcement.targetId();
        String details = target == null ? links.health() : links.transitions(target);
        yield text(new SlackText(webhook.language()).of(announcement, title, details));
      }
      case MODMEDIC ->
          object(json -> {
            json.writeStringField("id", delivery.toString());
            json.writeStringField("event", "transition");
            write(json, announcement, webhook.language(), title);
          });
    };
  }

  @Override
  public String test(Webhook webhook, UUID delivery, Instant now) {
    return switch (webhook.format()) {
      case SLACK -> text(new SlackText(webhook.language()).test());
      case MODMEDIC ->
          object(json -> {
            json.writeStringField("id", delivery.toString());
            json.writeStringField("event", "test");
            json.writeStringField("createdAt", now.toString());
            json.writeStringField("webhook", webhook.id().toString());
          });
    };
  }

  /** By the knowledge in force; a code that is unknown there has none. */
  private Optional<String> title(Announcement announcement, Webhook webhook) {
    return Optional.ofNullable(announcement.cause())
        .flatMap(knowledge.knowledge()::cause)
        .map(Cause::title)
        .map(title -> title.in(webhook.language()));
  }

  private void write(
      JsonGenerator json, Announcement announcement, Language language, Optional<String> title)
      throws IOException {
    json.writeStringField("createdAt", announcement.recordedAt().toString());
    json.writeStringField("transition", announcement.id().toString());
    json.writeObjectFieldStart("target");
    @Nullable UUID target = announcement.targetId();
    nullable(json, "id", target == null ? null : target.toString());
    json.writeStringField("name", announcement.target().in(language));
    json.writeEndObject();
    nullable(json, "region", announcement.region());
    json.writeStringField("from", announcement.from());
    json.writeStringField("to", announcement.to());
    json.writeStringField("at", announcement.at().toString());
    if (announcement.lasted() == null) {
      json.writeNullField("lastedMs");
    } else {
      json.writeNumberField("lastedMs", announcement.lasted().toMillis());
    }
    json.writeArrayFieldStart("regions");
    for (String region : announcement.regions()) {
      json.writeString(region);
    }
    json.writeEndArray();
    cause(json, announcement.cause(), title);
    nullable(json, "message", announcement.message());
    nullable(json, "failureSource", announcement.failureSource());
    json.writeObjectFieldStart("links");
    json.writeStringField("target", target == null ? links.health() : links.target(target));
    nullable(json, "transitions", target == null ? null : links.transitions(target));
    @Nullable String cause = announcement.cause();
    nullable(json, "cause", cause == null ? null : links.cause(cause));
    json.writeEndObject();
  }

  private static void cause(JsonGenerator json, @Nullable String code, Optional<String> title)
      throws IOException {
    if (code == null) {
      json.writeNullField("cause");
      return;
    }
    json.writeObjectFieldStart("cause");
    json.writeStringField("code", code);
    nullable(json, "title", title.orElse(null));
    json.writeEndObject();
  }

  private static void nullable(JsonGenerator json, String name, @Nullable String value)
      throws IOException {
    if (value == null) {
      json.writeNullField(name);
    } else {
      json.writeStringField(name, value);
    }
  }

  private static String text(String text) {
    return object(json -> json.writeStringField("text", text));
  }

  private static String object(Members members) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.writeStartObject();
      members.write(json);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory", e);
    }
    return text.toString();
  }
}
