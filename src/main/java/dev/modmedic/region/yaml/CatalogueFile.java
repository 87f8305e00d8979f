package dev.modmedic.region.yaml;

import dev.modmedic.evidence.Text;
import dev.modmedic.probe.ProbeKind;
import dev.modmedic.probe.TargetType;
import dev.modmedic.region.Catalogue;
import dev.modmedic.region.Order;
import dev.modmedic.region.Region;
import dev.modmedic.region.TargetWire;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** Reads {@code catalogue.yaml}, which comes with ModMedic. */
public final class CatalogueFile {
  private static final String FILE = "/catalogue.yaml";

  private CatalogueFile() {}

  /** The bundled catalogue; a mistake in it is one of ours. */
  public static Catalogue bundled() {
    try (InputStream file =
        Objects.requireNonNull(CatalogueFile.class.getResourceAsStream(FILE), FILE)) {
      List<Catalogue.Entry> entries = new ArrayList<>();
      Object content = new Yaml(new SafeConstructor(new LoaderOptions())).load(file);
      for (Object item : (List<?>) content) {
        entries.add(entry((Map<?, ?>) item));
      }
      return new Catalogue(entries);
    } catch (IOException e) {
      throw new UncheckedIOException("reading " + FILE, e);
    }
  }

  private static Catalogue.Entry entry(Map<?, ?> item) {
    return new Catalogue.Entry(
        text(item, "operator"),
        new Text(text(item, "notes").strip(), text(item, "notes-zh").strip()),
        new Order(
            text(item, "name"),
            TargetType.of(text(item, "type")).orElseThrow(),
            URI.create(text(item, "url")),
            ((List<?>) Objects.requireNonNull(item.get("kinds"), "kinds"))
                .stream().map(kind -> ProbeKind.of(String.valueOf(kind)).orElseThrow()).toList(),
            List.of(Region.LOCAL),
            Duration.parse(text(item, "interval")),
            false,
            TargetWire.readSettings(
                (Map<?, ?>) Objects.requireNonNull(item.get("settings"), "settings"))));
  }

  private static String text(Map<?, ?> item, String name) {
    return (String) Objects.requireNonNull(item.get(name), name);
  }
}
