package dev.modmedic.go;

/**
 * The GOSUMDB setting: which checksum database vouches for new modules.
 *
 * <p>See <a href="https://go.dev/ref/mod#checksum-database">go.dev/ref/mod#checksum-database</a>
 * and {@code dbDial} in {@code modfetch/sumdb.go}.
 */
public sealed interface SumDb {
  /** What go uses when nothing is set. */
  String DEFAULT = "sum.golang.org";

  /** No database is asked. */
  record Off() implements SumDb {}

  /**
   * A database that go knows how to verify.
   *
   * @param key what its notes are verified with
   * @param url where it is reached, bypassing module proxies; empty if only the name is given
   */
  record Database(VerifierKey key, String url) implements SumDb {
    /** The name in its key, which is also its address unless an URL is given. */
    public String name() {
      return key.name();
    }

    /** Whether go asks the proxies of GOPROXY to pass the questions on. */
    public boolean isReachedThroughProxies() {
      return url.isEmpty();
    }

    /** The address without a proxy in between. */
    public String directUrl() {
      return url.isEmpty() ? "https://" + name() : url;
    }
  }

  /** A value that makes every look-up fail, with go's words for it. */
  record Invalid(String problem) implements SumDb {}

  /** Reads a value as it reached go. */
  static SumDb parse(String value) {
    return SumDbReader.read(value);
  }
}
