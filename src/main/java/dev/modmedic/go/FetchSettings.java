package dev.modmedic.go;

/** The settings that decide from where go fetches a module and who vouches for it. */
public record FetchSettings(
    GoRelease release,
    ProxyList proxies,
    PathPatterns gonoproxy,
    PathPatterns goprivate,
    PathPatterns gonosumdb,
    PathPatterns goinsecure,
    GoVcs govcs,
    SumDb sumDb,
    HttpProxySettings httpProxies,
    boolean modulesOff) {

  /** The settings of an environment; a release that is not known is taken as {@code assumed}. */
  public static FetchSettings of(GoEnv env, GoRelease assumed) {
    GoRelease release = env.release();
    return new FetchSettings(
        release == null ? assumed : release,
        env.proxyList(),
        env.gonoproxy(),
        env.goprivate(),
        env.gonosumdb(),
        env.goinsecure(),
        env.govcs(),
        env.sumDb(),
        env.httpProxies(),
        env.setting("GO111MODULE").value().equals("off"));
  }

  /**
   * Whether a checksum database must vouch for a module that go.sum does not list.
   *
   * <p>Toolchains cannot be listed in go.sum, so the database is required for them whatever the
   * settings say, unless the whole list is one file tree ({@code useSumDB} in {@code
   * modfetch/sumdb.go}).
   */
  public boolean usesSumDb(String module) {
    if (module.equals(ResolutionPlan.TOOLCHAIN) && release.atLeast(1, 21)) {
      return !proxies.value().matches("file://[^,|]*");
    }
    return !(sumDb instanceof SumDb.Off) && !gonosumdb.matches(module);
  }

  /** The list as go walks it for every file. */
  ProxyList walked() {
    return proxies.withNoProxy(gonoproxy);
  }
}
