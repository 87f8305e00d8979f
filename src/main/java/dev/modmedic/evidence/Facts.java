package dev.modmedic.evidence;

import dev.modmedic.go.GoEnv;
import dev.modmedic.go.GoRelease;
import dev.modmedic.go.PathPatterns;
import dev.modmedic.go.ProxyList;
import dev.modmedic.go.StandardLibrary;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the environment means to {@code go}, asked question by question.
 *
 * <p>A question whose input was not sent throws {@link MissingInput}; text that is sent but not set
 * is empty. Immutable.
 */
public final class Facts {
  private final Environment environment;
  private final RunContext context;
  private final SentInputs sent;
  private final GoSettings settings;
  private final HostFacts hosts;
  private final MainModule mainModule;

  /** What is derived without any capture, which is asked for again and again. */
  private volatile @Nullable Map<String, String> derived;

  private Facts(Environment environment, RunContext context) {
    this.environment = environment;
    this.context = context;
    this.sent = new SentInputs(environment, context);
    this.settings = new GoSettings(environment);
    this.hosts = new HostFacts(environment);
    this.mainModule = new MainModule(environment);
  }

  public static Facts of(Environment environment, RunContext context) {
    return new Facts(environment, context);
  }

  /**
   * Whether an input was sent, or others that tell the same: a key of the environment, a part of
   * one as in {@code goEnv.GOPROXY}, or {@code command}, {@code exitCode}.
   */
  public boolean given(String input) {
    return sent.given(input);
  }

  /** Whether the run is known to have failed. */
  public boolean failed() {
    Integer exitCode = context.exitCode();
    return exitCode != null && exitCode != 0;
  }

  /** Whether the run is known to have succeeded. */
  public boolean succeeded() {
    Integer exitCode = context.exitCode();
    return exitCode != null && exitCode == 0;
  }

  /**
   * The effective value of a {@code go env} variable; its default when it is known not to be set.
   */
  public String go(String name) {
    return settings.value(name);
  }

  /** A process variable, empty when it is not set. */
  public String env(String name) {
    return settings.process(name);
  }

  public double resource(String name) {
    return Optional.ofNullable(environment.numbers("resources").get(name))
        .orElseThrow(() -> new MissingInput("resources." + name));
  }

  /** Settings of git by name in lower case, as {@code git config --list} prints them. */
  public Map<String, String> gitConfig() {
    return hosts.gitConfig();
  }

  /**
   * Outcomes of what the client tried: each has {@code kind}, {@code target}, {@code outcome}. A
   * request over HTTP is of the kind {@code curl}, whatever made it.
   */
  public List<Map<String, Object>> checks() {
    return sent.checks();
  }

  /** {@code linux}, {@code darwin}, {@code windows}, … */
  public String os() {
    return sent.os().orElseThrow(() -> new MissingInput("os"));
  }

  public String command() {
    String command = context.command();
    if (command == null) {
      throw new MissingInput("command");
    }
    return command;
  }

  public int exitCode() {
    Integer exitCode = context.exitCode();
    if (exitCode == null) {
      throw new MissingInput("exitCode");
    }
    return exitCode;
  }

  public String goMod() {
    return mainModule.text();
  }

  /** The release of the {@code go} that ran. */
  public GoRelease release() {
    return settings.release();
  }

  /**
   * @param version {@code 1.21}
   */
  public boolean goAtLeast(String version) {
    return settings.isAtLeast(version);
  }

  /**
   * Whether the {@code go} that ran is known and older than {@code since} or newer than {@code
   * until}; null sets no bound.
   */
  public boolean isOutside(@Nullable String since, @Nullable String until) {
    return settings.isOutside(since, until);
  }

  /** All settings of {@code go}, as far as they are known. */
  public GoEnv goEnv() {
    return settings.goEnv();
  }

  /** Whether a module is fetched directly, past every proxy (GONOPROXY, by default GOPRIVATE). */
  public boolean bypassesProxy(String module) {
    go("GONOPROXY");
    return settings.goEnv().gonoproxy().matches(module);
  }

  /** Whether a module is never asked of the checksum database (GONOSUMDB, by default GOPRIVATE). */
  public boolean skipsSumdb(String module) {
    return go("GOSUMDB").equals("off") || settings.goEnv().gonosumdb().matches(module);
  }

  /** Why a pattern in a setting of the GOPRIVATE family can never match, or empty. */
  public String patternProblem(String setting) {
    return new PathPatterns(go(setting))
        .deadPatterns().stream().findFirst().map(dead -> dead.pattern()).orElse("");
  }

  public ProxyList goproxy() {
    return goproxies().list();
  }

  /** The host that go asks first for a module; that of the usual proxy where none is known. */
  public String firstAsked() {
    ProxyList list = given("goEnv.GOPROXY") ? goproxy() : ProxyList.parse(ProxyList.DEFAULT);
    return list.proxies().stream()
        .flatMap(proxy -> DerivedValues.hostOf(proxy.name()).stream())
        .findFirst()
        .orElse("proxy.golang.org");
  }

  /** What is wrong with GOPROXY, in the words of {@code go}, or empty. */
  public String goproxyProblem() {
    return goproxy().problem();
  }

  public int goproxyEntries() {
    return goproxy().entries().size();
  }

  public boolean hasDirect() {
    return goproxy().endsInDirect();
  }

  /** Whether {@code url} belongs to a proxy of the GOPROXY list. */
  public boolean inGoproxy(String url) {
    return goproxies().serves(url);
  }

  /** Whether an error of the proxy that serves {@code url} still lets {@code go} ask the next. */
  public boolean fallsBack(String url) {
    return goproxies().fallsBack(url);
  }

  /** The entry behind the one that serves {@code url}, or empty. */
  public String nextEntry(String url) {
    return goproxies().next(url);
  }

  /** GOPROXY with a pipe behind the entry that served {@code url}; empty where none is known to. */
  String goproxyLeadingOn(String url) {
    return goproxies().leadingOn(url);
  }

  private ProxyEntries goproxies() {
    return new ProxyEntries(ProxyList.parse(go("GOPROXY")));
  }

  /** The HTTP proxy Go would use for {@code https://host}, or empty for none. */
  public String httpProxyFor(String host) {
    return settings.httpProxyFor(host);
  }

  /** The HTTP proxy variable that Go cannot use, or empty. */
  public String httpProxyProblem() {
    return settings.httpProxyProblem();
  }

  public String mainModule() {
    return mainModule.goMod().module();
  }

  /** Whether a package path lies inside the main module. */
  public boolean inMainModule(String path) {
    return mainModule.goMod().contains(path);
  }

  /** The version of the go line in go.mod, or empty. */
  public String goDirective() {
    return mainModule.goMod().goLine();
  }

  public boolean isStd(String path) {
    return StandardLibrary.isStd(path);
  }

  /** The release that brought a standard package, such as {@code 1.21}, or empty. */
  public String stdSince(String path) {
    return StandardLibrary.since(path).map(GoRelease::toString).orElse("");
  }

  public boolean isInternalHost(String host) {
    return HostFacts.isInternal(host);
  }

  public boolean isPublicHost(String host) {
    return HostFacts.isWellKnown(host);
  }

  public boolean isPrivateAddress(String address) {
    return HostFacts.isPrivateAddress(address);
  }

  /** The address the hosts file pins for {@code host}, or empty. */
  public String hostsAddress(String host) {
    return hosts.pinned(host);
  }

  /** The insteadOf rule of git that changes {@code url}, as {@code name=value}, or empty. */
  public String rewrittenBy(String url) {
    return hosts.rewrittenBy(url);
  }

  /** Whether .netrc has a login for {@code host}. */
  public boolean netrcHas(String host) {
    if (!environment.has("netrcHosts")) {
      throw new MissingInput("netrcHosts");
    }
    return environment.list("netrcHosts").contains(host);
  }

  /** The name servers of resolv.conf in their order. */
  public List<String> resolvers() {
    return hosts.resolvers();
  }

  /** Values worked out from the facts and what was caught, for texts and commands. */
  public Map<String, String> derived(Map<String, String> captures) {
    if (!captures.isEmpty()) {
      return DerivedValues.of(this, captures);
    }
    Map<String, String> known = derived;
    if (known == null) {
      known = DerivedValues.of(this, captures);
      derived = known;
    }
    return known;
  }

  /** The facts worth stating, by name; nothing that was not sent. */
  public Map<String, String> statements() {
    return FactStatements.of(this);
  }
}
