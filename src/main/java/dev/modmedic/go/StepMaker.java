package dev.modmedic.go;

import dev.modmedic.go.ProxyList.Entry;
import dev.modmedic.go.Step.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes the steps for one module under one set of settings. */
final class StepMaker {
  private final FetchSettings settings;
  private final String module;

  StepMaker(FetchSettings settings, String module) {
    this.settings = settings;
    this.module = module;
  }

  List<Place> places(ModuleFile file) {
    List<Entry> entries = settings.walked().entries();
    var places = new ArrayList<Place>();
    for (int i = 0; i < entries.size(); i++) {
      places.add(new Place(file, i, entries.get(i), i + 1 == entries.size()));
    }
    return places;
  }

  /** The first step that an entry takes for a file; direct fetching begins with discovery. */
  Step first(Place place, String version) {
    boolean isPrivate = settings.gonoproxy().matches(module);
    return switch (place.of()) {
      case Entry.Proxy(GoUrl base, var separator) ->
          isPrivate
              ? new Step.Skip(place, "disabled by GOPRIVATE/GONOPROXY")
              : request(place, base, version);
      case Entry.NoProxy(var separator) ->
          isPrivate
              ? direct(place)
              : new Step.Skip(place, "path does not match GOPRIVATE/GONOPROXY");
      case Entry.Direct(var separator) -> direct(place);
      case Entry.Off(var separator) ->
          new Step.Skip(
              place,
              isPrivate
                  ? "disabled by GOPRIVATE/GONOPROXY"
                  : "module lookup disabled by GOPROXY=off");
    };
  }

  Step request(Place place, GoUrl base, String version) {
    boolean named = place.file() != ModuleFile.LIST && place.file() != ModuleFile.LATEST;
    boolean plain = !named || version.equals(ResolutionPlan.ANY_VERSION);
    Optional<String> escaped = plain ? Optional.of(version) : Version.escape(version);
    if (escaped.isEmpty()) {
      return new Step.Refusal(
          place, "version " + Letters.quoted(version) + " invalid: disallowed version string");
    }
    GoUrl url = base.join(Escaping.escape(module) + "/" + place.file().path(escaped.get()));
    if (sendsCredentialsInClear(url)) {
      return refuseCredentials(place, url);
    }
    boolean repeated = settings.release().atLeast(1, 24) && url.scheme().equals("https");
    return new Step.ProxyRequest(place, url, httpProxy(url), repeated);
  }

  private static boolean sendsCredentialsInClear(GoUrl url) {
    return url.scheme().equals("http") && !url.userInfo().isEmpty();
  }

  private static Step refuseCredentials(Place place, GoUrl url) {
    String problem = "refusing to pass credentials to insecure URL: " + url.redacted();
    return new Step.Refusal(place, problem);
  }

  private Step direct(Place place) {
    Optional<Forge> forge = Forge.of(module);
    if (forge.isEmpty()) {
      return discovery(place);
    }
    Forge known = forge.get();
    if (!known.problem().isEmpty()) {
      return new Step.Skip(place, known.problem());
    }
    return repository(place, known.tool(), known.root(), known.repository());
  }

  private Step.Discovery discovery(Place place) {
    var urls = new ArrayList<GoUrl>();
    var proxies = new ArrayList<String>();
    String path = module.contains("/") ? module.substring(module.indexOf('/')) : "/";
    String host = module.contains("/") ? module.substring(0, module.indexOf('/')) : module;
    boolean insecure = settings.goinsecure().matches(module);
    for (String scheme : insecure ? List.of("https", "http") : List.of("https")) {
      var url = new GoUrl(scheme, "", host, path, "go-get=1", "");
      urls.add(url);
      proxies.add(httpProxy(url));
    }
    return new Step.Discovery(place, urls, proxies);
  }

  /** The step that reads a repository, or the refusal of GOVCS, which counts as "not exist". */
  Step repository(Place place, String tool, String root, String url) {
    if (!settings.govcs().problem().isEmpty()) {
      return new Step.Skip(place, settings.govcs().problem());
    }
    if (!settings.govcs().allows(tool, root, settings.goprivate())) {
      String what = settings.goprivate().matches(root) ? "private" : "public";
      String reason = "GOVCS disallows using %s for %s %s; see 'go help vcs'";
      return new Step.Skip(place, reason.formatted(tool, what, root));
    }
    boolean known = url.contains("://");
    return new Step.Repository(
        place, tool, url, known ? commands(place.file(), tool) : pings(tool, url));
  }

  /** Without a scheme go tries which one works; the errors of these commands are never shown. */
  private List<String> pings(String tool, String repository) {
    if (!tool.equals("git")) {
      return List.of(tool + " " + repository);
    }
    boolean insecure = settings.goinsecure().matches(module);
    List<String> schemes =
        insecure
            ? List.of("git", "https", "http", "git+ssh", "ssh")
            : List.of("https", "git+ssh", "ssh");
    var commands = new ArrayList<String>();
    schemes.forEach(scheme -> commands.add("git ls-remote " + scheme + "://" + repository));
    if (fallsBackToGitScheme()) {
      commands.add("git ls-remote -q origin");
    }
    return commands;
  }

  /**
   * Whether go takes {@code git://} when no scheme answers; since 1.20.12 and 1.21.5 it gives up
   * instead (CVE-2023-45285).
   */
  boolean fallsBackToGitScheme() {
    GoRelease release = settings.release();
    GoRelease fixed = release.atLeast(1, 21) ? GoRelease.of(1, 21, 5) : GoRelease.of(1, 20, 12);
    return release.compareTo(fixed) < 0;
  }

  /** What is there already is not fetched again. */
  private List<String> commands(ModuleFile file, String tool) {
    if (!tool.equals("git")) {
      return List.of(tool);
    }
    String end = settings.release().atLeast(1, 26) ? " --end-of-options" : "";
    String refs = "git ls-remote -q" + end + " origin";
    return switch (file) {
      case LIST -> List.of(refs);
      case LATEST, INFO -> List.of(refs, "git fetch", "git log");
      case MOD -> List.of(refs, "git fetch", "git cat-file");
      case ZIP -> List.of(refs, "git fetch", "git archive");
    };
  }

  Step.RepositoryProbe probe(Place place, GoUrl url) {
    return new Step.RepositoryProbe(place, url, httpProxy(url));
  }

  /** The walk that finds out how the checksum database is reached. */
  List<Step> sumDbSupport(ModuleFile file, SumDb.Database database) {
    var steps = new ArrayList<Step>();
    for (Place place : places(file)) {
      steps.add(
          switch (place.of()) {
            case Entry.Proxy(GoUrl base, var separator) -> {
              GoUrl url = base.join("sumdb/" + database.name() + "/supported");
              yield sendsCredentialsInClear(url)
                  ? refuseCredentials(place, url)
                  : new Step.SumDbSupport(place, url, httpProxy(url));
            }
            case Entry.NoProxy(var separator) ->
                new Step.Skip(place, "path does not match GOPRIVATE/GONOPROXY");
            case Entry.Direct(var separator) ->
                new Step.Skip(place, "checksum database reached directly");
            case Entry.Off(var separator) ->
                new Step.Skip(place, "checksum database reached directly");
          });
    }
    return steps;
  }

  Step.SumDbLookup lookup(Place place, GoUrl base, String version) {
    String escaped = Version.escape(version).orElse(version);
    GoUrl url = base.join("lookup/" + Escaping.escape(module) + "@" + escaped);
    return new Step.SumDbLookup(place, url, httpProxy(url));
  }

  static GoUrl url(String text) {
    try {
      return GoUrl.parse(text);
    } catch (GoUrl.Malformed impossible) {
      throw new IllegalStateException("checked when the setting was read: " + text, impossible);
    }
  }

  private String httpProxy(GoUrl url) {
    return settings.httpProxies().proxyFor(url).map(proxy -> proxy.url().redacted()).orElse("");
  }
}
