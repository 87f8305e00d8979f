package dev.modmedic.go;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A GOPROXY value, taken apart as the go command does it.
 *
 * <p>See <a
 * href="https://go.dev/ref/mod#environment-variables">go.dev/ref/mod#environment-variables</a> and
 * {@code proxyList} in {@code modfetch/proxy.go}.
 *
 * @param value the setting as given
 * @param entries what go will walk, in order; those before a malformed entry if there is one
 * @param ignored the text behind {@code off} or {@code direct}, which go never reads
 * @param problem what go says of a list that makes every look-up fail, or an empty text
 */
public record ProxyList(String value, List<Entry> entries, String ignored, String problem) {
  /** What go uses when nothing is set. */
  public static final String DEFAULT = "https://proxy.golang.org,direct";

  private static final String NO_ENTRIES =
      "GOPROXY list is not the empty string, but contains no entries";

  /** What stands behind an entry and so decides when the next one is tried. */
  public enum Separator {
    /** The next entry is tried only after an answer that means not found. */
    COMMA,
    /** The next entry is tried after any failure. */
    PIPE,
    /** There is no next entry. */
    END
  }

  /** One thing that go tries. */
  public sealed interface Entry {
    /** What stands behind the entry. */
    Separator separator();

    /** The entry as go names it: a redacted URL, {@code direct}, {@code off} or {@code noproxy}. */
    String name();

    /** A server, or a directory, that speaks the module proxy protocol. */
    record Proxy(GoUrl url, Separator separator) implements Entry {
      @Override
      public String name() {
        return url.redacted();
      }

      /** Whether this is a file tree, where a missing file counts as not found. */
      public boolean isFile() {
        return url.scheme().equals("file");
      }
    }

    /** Fetch from the module's own repository; always the last entry. */
    record Direct(Separator separator) implements Entry {
      @Override
      public String name() {
        return "direct";
      }
    }

    /** Fetch nothing; always the last entry. */
    record Off(Separator separator) implements Entry {
      @Override
      public String name() {
        return "off";
      }
    }

    /** Put in front by go itself when GONOPROXY is set: direct for the paths it matches. */
    record NoProxy(Separator separator) implements Entry {
      @Override
      public String name() {
        return "noproxy";
      }
    }
  }

  public ProxyList {
    entries = List.copyOf(entries);
  }

  /** Reads a value as it reached go; an empty one is a list without entries. */
  public static ProxyList parse(String value) {
    return ProxyListReader.read(value);
  }

  static ProxyList of(String value, List<Entry> entries, String ignored, String problem) {
    String why = problem.isEmpty() && entries.isEmpty() ? NO_ENTRIES : problem;
    return new ProxyList(value, entries, ignored, why);
  }

  /** Whether go can walk the list at all. */
  public boolean isValid() {
    return problem.isEmpty();
  }

  /** Whether something other than {@code off} stands behind the first entry. */
  public boolean hasFallback() {
    return entries.stream().skip(1).anyMatch(entry -> !(entry instanceof Entry.Off));
  }

  /** Whether a module can be fetched from its own repository when no proxy has it. */
  public boolean endsInDirect() {
    return !entries.isEmpty() && entries.getLast() instanceof Entry.Direct;
  }

  /** Whether downloads are switched off, for all modules that GONOPROXY does not match. */
  public boolean isOff() {
    return !entries.isEmpty() && entries.getFirst() instanceof Entry.Off;
  }

  /** Whether no module proxy is asked at all. */
  public boolean isDirectOnly() {
    return !entries.isEmpty() && entries.getFirst() instanceof Entry.Direct;
  }

  /** The proxies of the list, in order. */
  public List<Entry.Proxy> proxies() {
    return entries.stream()
        .filter(Entry.Proxy.class::isInstance)
        .map(Entry.Proxy.class::cast)
        .toList();
  }

  /** Whether go tries entry {@code index + 1} after entry {@code index} had {@code outcome}. */
  public boolean fallsThrough(int index, Outcome outcome) {
    return index + 1 < entries.size()
        && outcome.isFailure()
        && (outcome.isNotExist() || entries.get(index).separator() == Separator.PIPE);
  }

  /**
   * The list as go walks it: with {@code noproxy} in front if GONOPROXY is set and the value is not
   * exactly {@code direct}.
   */
  ProxyList withNoProxy(PathPatterns gonoproxy) {
    if (gonoproxy.value().isEmpty() || value.equals("direct")) {
      return this;
    }
    var walked = new ArrayList<Entry>(entries.size() + 1);
    walked.add(new Entry.NoProxy(entries.isEmpty() ? Separator.END : Separator.COMMA));
    walked.addAll(entries);
    return new ProxyList(value, walked, ignored, problem);
  }

  /** The entry that uses a URL which holds a password or user name. */
  public Optional<Entry.Proxy> entryWithCredentials() {
    return proxies().stream().filter(proxy -> !proxy.url().userInfo().isEmpty()).findFirst();
  }
}
