package dev.modmedic.go;

import java.util.Locale;

/**
 * A URL as Go's net/url reads it, which is more tolerant than {@link java.net.URI} in some places
 * and stricter in others.
 *
 * @param scheme in lower case, empty if there is none
 * @param userInfo what stands before the at sign, still encoded; empty if nothing does
 * @param host host and port as written
 * @param path the path as written, still encoded
 * @param query what follows the question mark
 * @param opaque what follows the scheme when no slash does
 */
public record GoUrl(
    String scheme, String userInfo, String host, String path, String query, String opaque) {

  /** Go refuses the URL; the message is go's. */
  public static final class Malformed extends Exception {
    private static final long serialVersionUID = 1;

    Malformed(String message) {
      super(message);
    }
  }

  /** Reads {@code text}; the exception's message is what go prints. */
  public static GoUrl parse(String text) throws Malformed {
    try {
      return GoUrlReader.read(text);
    } catch (Malformed refused) {
      throw new Malformed("parse " + Letters.quoted(text) + ": " + refused.getMessage());
    }
  }

  /** The host without port and without the brackets of an IPv6 address. */
  public String hostname() {
    String name = portIndex() < 0 ? host : host.substring(0, portIndex());
    return name.startsWith("[") && name.endsWith("]") ? name.substring(1, name.length() - 1) : name;
  }

  /** The port as written, or an empty text. */
  public String port() {
    return portIndex() < 0 ? "" : host.substring(portIndex() + 1);
  }

  private int portIndex() {
    int colon = host.lastIndexOf(':');
    return colon > host.lastIndexOf(']') ? colon : -1;
  }

  /** Whether the URL carries a password in plain sight. */
  public boolean hasPassword() {
    return userInfo.contains(":");
  }

  /** This URL with {@code more} behind its path, cleaned of doubled slashes and dot elements. */
  public GoUrl join(String more) {
    String joined = PathCleaner.clean("/" + path + "/" + GoUrlReader.encodePath(more));
    return new GoUrl(scheme, userInfo, host, joined, query, "");
  }

  /** The URL as go prints it: a password reads {@code xxxxx}. */
  public String redacted() {
    int colon = userInfo.indexOf(':');
    return render(colon < 0 ? userInfo : userInfo.substring(0, colon) + ":xxxxx");
  }

  private String render(String user) {
    if (!opaque.isEmpty()) {
      return scheme + ":" + opaque + (query.isEmpty() ? "" : "?" + query);
    }
    boolean authority = !host.isEmpty() || scheme.equals("file");
    return (scheme.isEmpty() ? "" : scheme.toLowerCase(Locale.ROOT) + ":")
        + (authority ? "//" : "")
        + (user.isEmpty() ? "" : user + "@")
        + host
        + path
        + (query.isEmpty() ? "" : "?" + query);
  }

  /** The URL with everything in it; handle with care, a password may be inside. */
  @Override
  public String toString() {
    return render(userInfo);
  }
}
