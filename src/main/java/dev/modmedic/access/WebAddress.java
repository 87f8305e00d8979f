package dev.modmedic.access;

import java.net.IDN;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The address of a server to connect to by http or https, as somebody wrote it; {@link
 * EgressPolicy} tells whether it may be connected to.
 */
public final class WebAddress {
  private static final int LONGEST = 2_000;
  private static final int LONGEST_NAME = 253;
  private static final int LONGEST_LABEL = 63;
  private static final int LAST_PORT = 65_535;

  /** User info, host and port of what {@link URI} takes for the name of a registry. */
  private static final Pattern AUTHORITY = Pattern.compile("(?:.*@)?([^:]*)(:.*)?");

  private static final Pattern FOREIGN = Pattern.compile("[^A-Za-z0-9.-]");

  private WebAddress() {}

  /**
   * Reads a URL, with scheme and host in lower case.
   *
   * @throws URISyntaxException if it is none
   */
  public static URI parse(String text) throws URISyntaxException {
    URI url = new URI(text);
    String scheme = url.getScheme();
    if (scheme == null || url.getRawAuthority() == null) {
      return url;
    }
    String authority = url.getRawAuthority();
    String host = url.getHost();
    String rest = text.substring(scheme.length() + "://".length() + authority.length());
    return new URI(
        scheme.toLowerCase(Locale.ROOT)
            + "://"
            + (host == null ? authority : authority.replace(host, host.toLowerCase(Locale.ROOT)))
            + rest);
  }

  /** What is wrong with it, each to be put behind its name; empty for one that can be used. */
  public static List<String> flaws(URI url) {
    String scheme = String.valueOf(url.getScheme());
    if (!scheme.equals("http") && !scheme.equals("https")) {
      return List.of("must begin with http:// or https://");
    }
    List<String> flaws = new ArrayList<>();
    if (url.getHost() == null) {
      flaws.add(noHost(url.getRawAuthority()));
    } else {
      flaws.addAll(hostFlaws(url.getHost()));
    }
    if (url.getRawUserInfo() != null) {
      flaws.add("must not hold a user or a password");
    }
    if (url.getRawFragment() != null) {
      flaws.add("must not have a fragment");
    }
    if (url.getPort() == 0 || url.getPort() > LAST_PORT) {
      flaws.add("must have a port from 1 to 65535");
    }
    if (url.toString().length() > LONGEST) {
      flaws.add("must have at most %d characters".formatted(LONGEST));
    }
    return flaws;
  }

  /** What is wrong with a host that {@link URI} takes for one. */
  public static List<String> hostFlaws(String host) {
    if (host.contains("%")) {
      return List.of("must not have a zone behind its address");
    }
    boolean tooLong =
        !host.startsWith("[")
            && (host.length() > LONGEST_NAME
                || Arrays.stream(host.split("\\."))
                    .anyMatch(label -> label.length() > LONGEST_LABEL));
    return tooLong
        ? List.of(
            "must name a host of at most %d characters, %d between dots"
                .formatted(LONGEST_NAME, LONGEST_LABEL))
        : List.of();
  }

  private static String noHost(@Nullable String authority) {
    Matcher parts = AUTHORITY.matcher(authority == null ? "" : authority);
    if (!parts.matches() || parts.group(1).isEmpty()) {
      return "must name a host";
    }
    String host = parts.group(1);
    Matcher foreign = FOREIGN.matcher(host);
    if (foreign.find()) {
      return host.codePoints().allMatch(c -> c < 0x80)
          ? "must name a host of letters, digits, hyphens and dots; %s has \"%s\""
              .formatted(host, foreign.group())
          : ascii(host);
    }
    return parts.group(2) == null
        ? ("must name a host; %s is neither a name nor an address of four numbers".formatted(host))
        : "must have a port from 1 to 65535";
  }

  private static String ascii(String host) {
    try {
      return "must name its host in ASCII: " + IDN.toASCII(host);
    } catch (IllegalArgumentException e) {
      return "must name its host in ASCII";
    }
  }
}
