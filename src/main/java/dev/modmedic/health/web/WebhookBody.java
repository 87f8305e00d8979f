package dev.modmedic.health.web;

import dev.modmedic.access.EgressPolicy;
import dev.modmedic.evidence.Language;
import dev.modmedic.health.AnnouncementFilter;
import dev.modmedic.health.State;
import dev.modmedic.health.TargetState;
import dev.modmedic.health.Webhook;
import dev.modmedic.problem.JsonFields;
import dev.modmedic.problem.Query;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a client says of a webhook; null for what it does not say.
 *
 * @param targets null also for a filter that is not given
 */
record WebhookBody(
    @Nullable URI url,
    Webhook.@Nullable Format format,
    @Nullable Language language,
    @Nullable Set<UUID> targets,
    @Nullable Set<String> regions,
    @Nullable Set<String> states,
    @Nullable Boolean enabled) {
  private static final int LONGEST_URL = 2_000;
  private static final int MOST = 100;
  private static final Set<String> STATES =
      Stream.concat(
              Arrays.stream(State.values()).map(State::word),
              Arrays.stream(TargetState.values()).map(TargetState::word))
          .collect(Collectors.toUnmodifiableSet());

  static WebhookBody read(JsonFields fields, boolean isNew, EgressPolicy policy) {
    WebhookBody body =
        new WebhookBody(
            url(fields, isNew, policy),
            format(fields),
            language(fields),
            targets(fields),
            list(fields, "regions", RegionName::isName, "must be a region's name"),
            list(fields, "states", STATES::contains, "must be a state such as down"),
            enabled(fields));
    fields.check();
    return body;
  }

  /** The filter with what is said here in place of what was there. */
  AnnouncementFilter filter(AnnouncementFilter old) {
    return new AnnouncementFilter(
        targets == null ? old.targets() : targets,
        regions == null ? old.regions() : regions,
        states == null ? old.states() : states);
  }

  private static @Nullable URI url(JsonFields fields, boolean isNew, EgressPolicy policy) {
    String text = fields.text("url");
    if (text == null) {
      if (isNew) {
        fields.flaw("url", "is missing");
      }
      return null;
    }
    try {
      URI url = new URI(text);
      String scheme = String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT);
      boolean usable =
          (scheme.equals("https") || scheme.equals("http"))
              && url.getHost() != null
              && url.getRawUserInfo() == null
              && url.getRawFragment() == null
              && url.getPort() <= 65_535
              && text.length() <= LONGEST_URL;
      if (usable) {
        policy
            .refusal(url.getHost())
            .ifPresent(why -> fields.flaw("url", "must not be connected to: " + why));
        return url;
      }
    } catch (URISyntaxException e) {
      // told below, as for URLs of other kinds
    }
    fields.flaw("url", "must be an http or https URL without user info and fragment");
    return null;
  }

  private static Webhook.@Nullable Format format(JsonFields fields) {
    String word = fields.text("format");
    if (word == null) {
      return null;
    }
    Webhook.Format format = Webhook.Format.of(word).orElse(null);
    if (format == null) {
      fields.flaw("format", "must be modmedic or slack");
    }
    return format;
  }

  private static @Nullable Language language(JsonFields fields) {
    String tag = fields.text("language");
    if (tag == null) {
      return null;
    }
    for (Language language : Language.values()) {
      if (language.tag().equals(tag)) {
        return language;
      }
    }
    fields.flaw("language", "must be en or zh");
    return null;
  }

  private static @Nullable Set<UUID> targets(JsonFields fields) {
    Set<String> texts =
        list(
            fields,
            "targets",
            text -> Query.uuid(text).isPresent(),
            "must be the UUID of a target");
    return texts == null
        ? null
        : texts.stream().map(UUID::fromString).collect(Collectors.toUnmodifiableSet());
  }

  private static @Nullable Set<String> list(
      JsonFields fields, String name, Predicate<String> isRight, String otherwise) {
    Object value = fields.value(name);
    if (value == null) {
      return null;
    }
    if (!(value instanceof List<?> items) || items.size() > MOST) {
      fields.flaw(name, "must be a list of at most " + MOST + " texts");
      return null;
    }
    Set<String> texts = new LinkedHashSet<>();
    for (int i = 0; i < items.size(); i++) {
      if (items.get(i) instanceof String text && isRight.test(text)) {
        texts.add(text);
      } else {
        fields.flaw(name + "/" + i, otherwise);
      }
    }
    return texts;
  }

  private static @Nullable Boolean enabled(JsonFields fields) {
    Object value = fields.value("enabled");
    if (value == null || value instanceof Boolean) {
      return (Boolean) value;
    }
    fields.flaw("enabled", "must be true or false");
    return null;
  }
}
