package dev.modmedic.region.web;

import dev.modmedic.access.WebAddress;
import dev.modmedic.problem.JsonFields;
import dev.modmedic.region.HostRule;
import dev.modmedic.region.Region;
import io.micronaut.http.HttpRequest;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads a region that somebody wants to have. */
final class RegionFields {
  static final Pattern NAME = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");
  private static final int LONGEST_TITLE = 200;

  private final JsonFields fields;
  private final HostRule hosts;

  private RegionFields(JsonFields fields, HostRule hosts) {
    this.fields = fields;
    this.hosts = hosts;
  }

  static Region read(HttpRequest<byte[]> request, HostRule hosts) {
    JsonFields fields = JsonFields.of(request, "must be a region as a JSON object");
    fields.only(Set.of("name", "kind", "title", "via", "egress"));
    return new RegionFields(fields, hosts).region();
  }

  private Region region() {
    @Nullable String name = fields.text("name");
    if (name == null || !NAME.matcher(name).matches()) {
      fields.flaw("name", "must be 1 to 63 lower-case letters, digits and inner hyphens");
    }
    Region.Kind kind = kind();
    @Nullable String title = fields.line("title", LONGEST_TITLE);
    @Nullable String via = via(kind);
    @Nullable URI egress = egress(kind);
    fields.check();
    return new Region(
        Objects.requireNonNull(name), kind, Objects.requireNonNullElse(title, name), via, egress);
  }

  private Region.Kind kind() {
    @Nullable String kind = fields.text("kind");
    if (Region.Kind.EGRESS.word().equals(kind)) {
      return Region.Kind.EGRESS;
    }
    if (kind != null && !Region.Kind.AGENT.word().equals(kind)) {
      fields.flaw("kind", "must be agent or egress");
    }
    return Region.Kind.AGENT;
  }

  private @Nullable String via(Region.Kind kind) {
    @Nullable String via = fields.words("via");
    fitting("via", kind, via);
    return via;
  }

  private void fitting(String name, Region.Kind kind, @Nullable Object value) {
    if ((value != null) != (kind == Region.Kind.EGRESS)) {
      fields.flaw(name, "must be given for an egress, and for nothing else");
    }
  }

  private @Nullable URI egress(Region.Kind kind) {
    @Nullable String text = fields.text("egress");
    fitting("egress", kind, text);
    if (text == null) {
      return null;
    }
    try {
      URI uri = new URI(text);
      if (isProxy(uri)) {
        hosts.refusal(uri.getHost()).ifPresent(why -> fields.flaw("egress", why));
        return uri;
      }
    } catch (URISyntaxException e) {
      // told below, as for a URL of another kind
    }
    fields.flaw(
        "egress", "must be http://HOST:PORT or socks5://HOST:PORT, without user and password");
    return null;
  }

  private static boolean isProxy(URI uri) {
    return ("http".equals(uri.getScheme()) || "socks5".equals(uri.getScheme()))
        && uri.getHost() != null
        && WebAddress.hostFlaws(uri.getHost()).isEmpty()
        && uri.getPort() > 0
        && uri.getPort() <= 65_535
        && uri.getRawUserInfo() == null
        && uri.getRawPath().isEmpty()
        && uri.getRawQuery() == null
        && uri.getRawFragment() == null;
  }
}
