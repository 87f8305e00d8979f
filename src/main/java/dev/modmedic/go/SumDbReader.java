package dev.modmedic.go;

import java.util.Arrays;
import java.util.List;

/** Reads GOSUMDB values. */
final class SumDbReader {
  private static final String KNOWN =
      "sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8";
  private static final String ALIAS = "sum.golang.google.cn";

  private SumDbReader() {}

  static SumDb read(String value) {
    if (value.equals("off")) {
      return new SumDb.Off();
    }
    String expanded = value.equals(ALIAS) ? SumDb.DEFAULT + " https://" + ALIAS : value;
    List<String> fields =
        Arrays.stream(expanded.split("\\s+")).filter(field -> !field.isEmpty()).toList();
    if (fields.isEmpty()) {
      return new SumDb.Invalid("missing GOSUMDB");
    }
    if (fields.size() > 2) {
      return new SumDb.Invalid("invalid GOSUMDB: too many fields");
    }
    String key = fields.getFirst().equals(SumDb.DEFAULT) ? KNOWN : fields.getFirst();
    try {
      return database(VerifierKey.parse(key), fields.size() > 1 ? fields.get(1) : "");
    } catch (Refused refused) {
      return new SumDb.Invalid("invalid GOSUMDB: " + refused.words());
    }
  }

  private static SumDb database(VerifierKey key, String url) {
    String name = key.name();
    try {
      GoUrl direct = GoUrl.parse("https://" + name);
      boolean plain =
          !name.endsWith("/")
              && direct.userInfo().isEmpty()
              && direct.query().isEmpty()
              && !direct.host().isEmpty()
              && !name.contains("#")
              && !name.contains("?")
              && !name.contains("%");
      if (!plain) {
        return new SumDb.Invalid("invalid sumdb name (must be host[/path]): " + name);
      }
    } catch (GoUrl.Malformed refused) {
      return new SumDb.Invalid("invalid sumdb name (must be host[/path]): " + name);
    }
    try {
      return new SumDb.Database(key, url.isEmpty() ? "" : GoUrl.parse(url).toString());
    } catch (GoUrl.Malformed refused) {
      return new SumDb.Invalid("invalid GOSUMDB URL: " + refused.getMessage());
    }
  }
}
