package dev.modmedic.region.web;

import dev.modmedic.evidence.Language;
import dev.modmedic.probe.ProbeKind;
import dev.modmedic.region.Catalogue;
import dev.modmedic.region.Order;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;

/** Well-known public servers that can be switched on. */
@Controller("/v1/catalogue")
final class CatalogueController {
  private final Catalogue catalogue;

  CatalogueController(Catalogue catalogue) {
    this.catalogue = catalogue;
  }

  @Get
  HttpResponse<ListView> list(Language language) {
    return HttpResponse.ok(
            new ListView(
                catalogue.entries().stream().map(entry -> EntryView.of(entry, language)).toList()))
        .header(HttpHeaders.CONTENT_LANGUAGE, language.tag());
  }

  /** All of them. */
  @Serdeable
  record ListView(List<EntryView> items) {}

  /** One server, and how it would be probed. */
  @Serdeable
  record EntryView(
      String name,
      String type,
      String url,
      String operator,
      String notes,
      List<String> kinds,
      String interval,
      TargetView.SettingsView settings) {
    static EntryView of(Catalogue.Entry entry, Language language) {
      Order order = entry.order();
      return new EntryView(
          entry.name(),
          order.type().word(),
          order.url().toString(),
          entry.operator(),
          entry.notes().in(language),
          order.kinds().stream().map(ProbeKind::word).toList(),
          order.interval().toString(),
          TargetView.SettingsView.of(order.settings()));
    }
  }
}
