package dev.modmedic.region.web;

import dev.modmedic.access.WebAddress;
import dev.modmedic.probe.ProbeKind;
import dev.modmedic.probe.ProbeSettings;
import dev.modmedic.probe.TargetType;
import dev.modmedic.problem.JsonFields;
import dev.modmedic.problem.Surrogates;
import dev.modmedic.region.Catalogue;
import dev.modmedic.region.Order;
import dev.modmedic.region.OrderCheck.Flaw;
import dev.modmedic.region.Region;
import dev.modmedic.region.TargetWire;
import dev.modmedic.region.UnreadableMessage;
import io.micronaut.http.HttpRequest;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads an order to watch a target; a field that is null counts as not sent. */
record OrderFields(JsonFields fields) {
  private static final String BODY = "must be a target as a JSON object";
  private static final Duration USUAL_INTERVAL = Duration.ofMinutes(1);
  private static final Set<String> NAMES =
      Set.of("name", "type", "url", "kinds", "regions", "interval", "paused", "settings");
  private static final Set<String> SETTINGS =
      Set.copyOf(TargetWire.writeSettings(ProbeSettings.DEFAULTS).keySet());

  static OrderFields of(HttpRequest<byte[]> request) {
    return new OrderFields(JsonFields.of(request, BODY));
  }

  /**
   * A new order, or one of the catalogue with what is sent beside its name.
   *
   * @param check says what makes no sense in an order, so that all mistakes are told at once
   */
  Order create(Catalogue catalogue, Function<Order, List<Flaw>> check) {
    fields.only(with(NAMES, "catalogue"));
    @Nullable String entry = fields.text("catalogue");
    if (entry == null) {
      return checked(read(null), check);
    }
    Optional<Catalogue.Entry> found = catalogue.find(entry);
    if (found.isEmpty()) {
      fields.flaw("catalogue", "is no name in GET /v1/catalogue");
      fields.check();
    }
    return checked(read(found.orElseThrow().order()), check);
  }

  /** An order with what is sent in place of what it had. */
  Order changed(Order base, Function<Order, List<Flaw>> check) {
    fields.only(NAMES);
    return checked(read(base), check);
  }

  private Order checked(Order order, Function<Order, List<Flaw>> check) {
    if (fields.isFlawed()) {
      check.apply(order).stream()
          .filter(this::isTold)
          .forEach(flaw -> fields.flaw(flaw.field(), flaw.says()));
    }
    fields.check();
    return order;
  }

  /** Not where the order only has what stands in for something that could not be read. */
  private boolean isTold(Flaw flaw) {
    String field = flaw.field().split("/", 2)[0];
    boolean depends = field.equals("kinds") || field.equals("settings");
    return !fields.isFlawed(field)
        && !(depends
            && (fields.isFlawed("type") || fields.isFlawed("url") || fields.isFlawed("kinds")));
  }

  private static Set<String> with(Set<String> names, String more) {
    return Stream.concat(names.stream(), Stream.of(more)).collect(Collectors.toUnmodifiableSet());
  }

  private Order read(@Nullable Order base) {
    TargetType type = type(base);
    URI url = url(base);
    return new Order(
        name(base, url),
        type,
        url,
        list("kinds", this::kind, base == null ? type.usualKinds() : base.kinds()),
        list("regions", Optional::of, base == null ? List.of(Region.LOCAL) : base.regions()),
        interval(base),
        paused(base),
        settings(base == null ? ProbeSettings.DEFAULTS : base.settings()));
  }

  private String name(@Nullable Order base, URI url) {
    @Nullable String name = fields.text("name");
    if (name != null) {
      return name;
    }
    return base == null ? String.valueOf(url.getHost()) : base.name();
  }

  private TargetType type(@Nullable Order base) {
    @Nullable String word = fields.text("type");
    Optional<TargetType> type =
        word == null ? Optional.ofNullable(base).map(Order::type) : TargetType.of(word);
    if (type.isEmpty()) {
      fields.flaw("type", "must be goproxy, sumdb, vcs or https");
    }
    return type.orElse(TargetType.HTTPS);
  }

  private URI url(@Nullable Order base) {
    @Nullable String text = fields.text("url");
    if (text == null) {
      if (base == null) {
        fields.flaw("url", "is missing");
      }
      return base == null ? URI.create("") : base.url();
    }
    try {
      return withoutSlash(WebAddress.parse(text));
    } catch (URISyntaxException e) {
      fields.flaw("url", "must be a URL");
      return URI.create("");
    }
  }

  /** As go trims it, so that paths can be put behind. */
  private static URI withoutSlash(URI url) {
    String text = url.toString();
    return url.getRawAuthority() != null
            && url.getRawQuery() == null
            && url.getRawFragment() == null
            && text.endsWith("/")
        ? URI.create(text.replaceFirst("/+$", ""))
        : url;
  }

  private Optional<ProbeKind> kind(String word) {
    Optional<ProbeKind> kind = ProbeKind.of(word);
    if (kind.isEmpty()) {
      fields.flaw("kinds", "may hold dns, tcp, tls, http, goproxy, sumdb and vcs");
    }
    return kind;
  }

  private <T> List<T> list(String name, Function<String, Optional<T>> read, List<T> otherwise) {
    Object value = fields.value(name);
    if (value == null) {
      return otherwise;
    }
    if (!(value instanceof List<?> items)
        || items.size() > 100
        || !items.stream().allMatch(String.class::isInstance)) {
      fields.flaw(name, "must be a list of at most 100 texts");
      return otherwise;
    }
    return items.stream()
        .map(item -> read.apply(Surrogates.storable((String) item)))
        .flatMap(Optional::stream)
        .toList();
  }

  private Duration interval(@Nullable Order base) {
    @Nullable String text = fields.text("interval");
    if (text == null) {
      return base == null ? USUAL_INTERVAL : base.interval();
    }
    try {
      Duration interval = Duration.parse(text);
      if (interval.getNano() % 1_000_000 == 0) {
        return interval;
      }
    } catch (DateTimeException e) {
      // told below, as for a part of a millisecond
    }
    fields.flaw("interval", "must be a duration such as PT30S (ISO 8601), in whole milliseconds");
    return USUAL_INTERVAL;
  }

  private boolean paused(@Nullable Order base) {
    Object value = fields.value("paused");
    if (value instanceof Boolean paused) {
      return paused;
    }
    if (value != null) {
      fields.flaw("paused", "must be true or false");
    }
    return base != null && base.paused();
  }

  private ProbeSettings settings(ProbeSettings base) {
    Object value = fields.value("settings");
    if (value == null) {
      return base;
    }
    fields.object("settings").only(SETTINGS);
    if (!(value instanceof Map<?, ?> sent)) {
      return base;
    }
    Map<String, @Nullable Object> merged = new LinkedHashMap<>(TargetWire.writeSettings(base));
    sent.forEach((name, setting) -> merged.put(String.valueOf(name), Surrogates.storable(setting)));
    try {
      return TargetWire.readSettings(merged);
    } catch (UnreadableMessage e) {
      fields.flaw("settings" + e.pointer(), e.says());
      return base;
    }
  }
}
