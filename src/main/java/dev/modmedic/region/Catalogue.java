package dev.modmedic.region;

import dev.modmedic.evidence.Text;
import java.util.List;
import java.util.Optional;

/** Well-known public servers, which are probed only when somebody switches them on. */
public record Catalogue(List<Entry> entries) {
  public Catalogue {
    entries = List.copyOf(entries);
  }

  /**
   * One server.
   *
   * @param operator who runs it, as far as that is public
   * @param notes what is worth knowing before relying on it
   * @param order how it is probed once it is switched on
   */
  public record Entry(String operator, Text notes, Order order) {
    public String name() {
      return order.name();
    }
  }

  public Optional<Entry> find(String name) {
    return entries.stream().filter(entry -> entry.name().equals(name)).findFirst();
  }
}
