package dev.modmedic.health.web;

import dev.modmedic.evidence.Language;
import dev.modmedic.health.State;
import dev.modmedic.health.TargetGlance;
import dev.modmedic.health.Window;
import dev.modmedic.problem.Query;
import dev.modmedic.problem.Takes;
import dev.modmedic.region.Region;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * Pictures for READMEs. A target or region that is not known gets one too, with status 200, because
 * the caches in front of such pages show a broken image for anything else.
 */
@Controller("/badges")
@ExecuteOn(TaskExecutors.BLOCKING)
final class BadgeController {
  private static final String SVG = "image/svg+xml";

  /** One that may be; whether it is there makes no difference, as with targets. */
  private static final Pattern REGION = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");

  private final TargetGlance glance;

  BadgeController(TargetGlance glance) {
    this.glance = glance;
  }

  @Takes({"region", "uptime", "lang"})
  @Get(value = "/{target}.svg", produces = SVG)
  HttpResponse<String> show(HttpRequest<?> request, String target) {
    Query parameters = Query.of(request);
    @Nullable String region =
        parameters.read(
            "region",
            text -> Optional.of(text).filter(REGION.asMatchPredicate()),
            "must be lower-case letters, digits and hyphens");
    Window window = window(parameters.text("uptime"));
    TargetGlance.Seen seen =
        glance
            .of(Region.WORKSPACE, target.replace('\0', ' '), region, window)
            .orElseGet(() -> new TargetGlance.Seen(target, State.UNKNOWN.word(), null));
    String name = region == null ? seen.name() : seen.name() + " @ " + region;
    String svg =
        new BadgeImage(name, seen.state(), window, seen.uptime(), language(parameters)).svg();
    return HttpResponse.ok(svg)
        .header(HttpHeaders.CACHE_CONTROL, "max-age=60")
        .header(HttpHeaders.ETAG, tag(svg))
        // Shown as an image it can do nothing; opened alone it shall not either.
        .header("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'")
        .header("X-Content-Type-Options", "nosniff");
  }

  private static @Nullable Window window(@Nullable String word) {
    return word == null
        ? null
        : Window.of(word)
            .orElseThrow(() -> Query.invalid("uptime", "must be 1h, 24h, 7d, 30d or 90d"));
  }

  /** Not by Accept-Language: pages show one picture to everybody, out of a cache. */
  private static Language language(Query parameters) {
    @Nullable String tag = parameters.text("lang");
    return tag == null
        ? Language.EN
        : Arrays.stream(Language.values())
            .filter(language -> language.tag().equals(tag))
            .findFirst()
            .orElseThrow(() -> Query.invalid("lang", "must be en or zh"));
  }

  private static String tag(String svg) {
    CRC32C check = new CRC32C();
    check.update(svg.getBytes(StandardCharsets.UTF_8));
    return "W/\"%08x-%x\"".formatted(check.getValue(), svg.length());
  }
}
