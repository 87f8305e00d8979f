package dev.modmedic.health.web;

import dev.modmedic.access.EgressPolicy;
import dev.modmedic.access.WebAddress;
import dev.modmedic.evidence.Language;
import dev.modmedic.health.AnnouncementFilter;
import dev.modmedic.health.Webhook;
import dev.modmedic.problem.JsonFields;
import dev.modmedic.problem.Query;
import dev.modmedic.region.Region;
import dev.modmedic.region.RegionNames;
import dev.modmedic.region.RegionStore;
import dev.modmedic.region.WatchStore;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads what a client says of a webhook, and holds the names in it against what there is. */
record WebhookReader(EgressPolicy policy, RegionStore regions, WatchStore targets) {
  private static final int MOST = 100;
  private static final Set<String> FIELDS =
      Set.of("url", "format", "language", "targets", "regions", "states", "enabled");
  private static final String STATES = "must be one of " + new TreeSet<>(AnnouncementFilter.STATES);

  WebhookBody read(JsonFields fields, boolean isNew) {
    fields.only(FIELDS);
    WebhookBody body =
        new WebhookBody(
            url(fields, isNew),
            format(fields),
            language(fields),
            targets(fields),
            regions(fields),
            list(
                fields,
                "states",
                text -> Optional.of(text).filter(AnnouncementFilter.STATES::contains),
                STATES),
            enabled(fields));
    fields.check();
    return body;
  }

  private @Nullable URI url(JsonFields fields, boolean isNew) {
    String text = fields.text("url");
    if (text == null) {
      if (isNew && !fields.isFlawed("url")) {
        fields.flaw("url", "is missing");
      }
      return null;
    }
    try {
      URI url = WebAddress.parse(text);
      WebAddress.flaws(url).forEach(flaw -> fields.flaw("url", flaw));
      if (url.getHost() != null) {
        policy
            .refusal(url.getHost())
            .ifPresent(why -> fields.flaw("url", "must not be connected to: " + why));
      }
      return url;
    } catch (URISyntaxException e) {
      fields.flaw("url", "must be a URL");
      return null;
    }
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

  private @Nullable Set<UUID> targets(JsonFields fields) {
    @Nullable Map<UUID, String> places =
        places(fields, "targets", Query::uuid, "must be the UUID of a target");
    if (places == null) {
      return null;
    }
    for (UUID missing : targets.missing(Region.WORKSPACE, places.keySet())) {
      fields.flaw(
          String.valueOf(places.get(missing)),
          "is not the id of a target; GET /v1/targets lists them");
    }
    return Set.copyOf(places.keySet());
  }

  private @Nullable Set<String> regions(JsonFields fields) {
    @Nullable Map<String, String> places =
        places(fields, "regions", Optional::of, "must be the name of a region");
    if (places == null) {
      return null;
    }
    RegionNames names = RegionNames.of(regions, Region.WORKSPACE);
    places.forEach((name, place) -> names.flaw(name).ifPresent(flaw -> fields.flaw(place, flaw)));
    return Set.copyOf(places.keySet());
  }

  private static <T> @Nullable Set<T> list(
      JsonFields fields, String name, Function<String, Optional<T>> read, String otherwise) {
    @Nullable Map<T, String> places = places(fields, name, read, otherwise);
    return places == null ? null : Set.copyOf(places.keySet());
  }

  /** The items of a list, each with where it stands; null if there is no list. */
  private static <T> @Nullable Map<T, String> places(
      JsonFields fields, String name, Function<String, Optional<T>> read, String otherwise) {
    Object value = fields.value(name);
    if (value == null) {
      return null;
    }
    if (!(value instanceof List<?> items) || items.size() > MOST) {
      fields.flaw(name, "must be a list of at most " + MOST + " texts");
      return null;
    }
    Map<T, String> places = new LinkedHashMap<>();
    for (int i = 0; i < items.size(); i++) {
      String place = name + "/" + i;
      Optional<T> item =
          items.get(i) instanceof String text ? read.apply(text) : Optional.<T>empty();
      item.ifPresentOrElse(
          one -> places.putIfAbsent(one, place), () -> fields.flaw(place, otherwise));
    }
    return places;
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
