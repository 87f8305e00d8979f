package dev.modmedic.probe.okhttp;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Header fields as the core has them. */
final class Headers {
  private Headers() {}

  static Map<String, List<String>> lowerCase(okhttp3.Headers headers) {
    Map<String, List<String>> lower = new TreeMap<>();
    headers
        .toMultimap()
        .forEach((name, values) -> lower.put(name.toLowerCase(Locale.ROOT), values));
    return lower;
  }
}
