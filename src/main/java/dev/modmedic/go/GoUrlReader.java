package dev.modmedic.go;

import dev.modmedic.go.GoUrl.Malformed;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Takes a URL apart in the order, and with the complaints, of Go's {@code net/url.Parse}. */
final class GoUrlReader {
  private GoUrlReader() {}

  static GoUrl read(String text) throws Malformed {
    int hash = text.indexOf('#');
    String whole = hash < 0 ? text : text.substring(0, hash);
    if (whole.chars().anyMatch(c -> c < ' ' || c == 0x7f)) {
      throw new Malformed("net/url: invalid control character in URL");
    }
    int colon = schemeEnd(whole);
    String scheme = colon < 0 ? "" : whole.substring(0, colon).toLowerCase(Locale.ROOT);
    String rest = whole.substring(colon + 1);
    int mark = rest.indexOf('?');
    String query = mark < 0 ? "" : rest.substring(mark + 1);
    rest = mark < 0 ? rest : rest.substring(0, mark);
    if (!rest.startsWith("/")) {
      return withoutSlash(scheme, rest, query);
    }
    return withSlash(scheme, rest, query);
  }

  private static GoUrl withoutSlash(String scheme, String rest, String query) throws Malformed {
    if (!scheme.isEmpty()) {
      return new GoUrl(scheme, "", "", "", query, rest);
    }
    int slash = rest.indexOf('/');
    if ((slash < 0 ? rest : rest.substring(0, slash)).contains(":")) {
      throw new Malformed("first path segment in URL cannot contain colon");
    }
    checkEscapes(rest);
    return new GoUrl("", "", "", rest, query, "");
  }

  private static GoUrl withSlash(String scheme, String rest, String query) throws Malformed {
    boolean authority = rest.startsWith("//") && (!scheme.isEmpty() || !rest.startsWith("///"));
    if (!authority) {
      checkEscapes(rest);
      return new GoUrl(scheme, "", "", rest, query, "");
    }
    int slash = rest.indexOf('/', 2);
    String user = rest.substring(2, slash < 0 ? rest.length() : slash);
    String path = slash < 0 ? "" : rest.substring(slash);
    int at = user.lastIndexOf('@');
    String host = user.substring(at + 1);
    checkHost(host);
    user = at < 0 ? "" : user.substring(0, at);
    checkUser(user);
    checkEscapes(path);
    return new GoUrl(scheme, user, host, path, query, "");
  }

  private static int schemeEnd(String text) throws Malformed {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean letter = Letters.isUpper(c) || Letters.isLower(c);
      if (c == ':') {
        if (i == 0) {
          throw new Malformed("missing protocol scheme");
        }
        return i;
      }
      if (!letter && (i == 0 || !(Letters.isDigit(c) || "+-.".indexOf(c) >= 0))) {
        return -1;
      }
    }
    return -1;
  }

  private static void checkHost(String host) throws Malformed {
    int bracket = host.lastIndexOf(']');
    if (host.startsWith("[") && bracket < 0) {
      throw new Malformed("missing ']' in host");
    }
    int portStart = host.startsWith("[") ? bracket + 1 : host.lastIndexOf(':');
    String port = portStart < 0 ? "" : host.substring(portStart);
    if (!port.isEmpty() && !port.matches(":[0-9]*")) {
      throw new Malformed("invalid port " + Letters.quoted(port) + " after host");
    }
    for (int i = 0; i < host.length(); i++) {
      char c = host.charAt(i);
      if (c == '%') {
        checkHostEscape(host.substring(i));
      } else if (c < 0x80 && !Letters.isAlphanumeric(c) && !hostPunctuation(c)) {
        throw new Malformed("invalid character " + Letters.quoted("" + c) + " in host name");
      }
    }
  }

  private static boolean hostPunctuation(char c) {
    return "!$&'()*+,;=:[]<>\"-_.~".indexOf(c) >= 0;
  }

  /** In a host only non-ASCII bytes may be encoded, and the percent sign itself. */
  private static void checkHostEscape(String rest) throws Malformed {
    checkEscapes(rest.substring(0, Math.min(3, rest.length())));
    if (rest.charAt(1) < '8' && !rest.startsWith("%25")) {
      throw new Malformed("invalid URL escape " + Letters.quoted(rest.substring(0, 3)));
    }
  }

  private static void checkUser(String user) throws Malformed {
    boolean valid =
        user.chars()
            .allMatch(c -> Letters.isAlphanumeric(c) || "-._:~!$&'()*+,;=%@".indexOf(c) >= 0);
    if (!valid) {
      throw new Malformed("net/url: invalid userinfo");
    }
    checkEscapes(user);
  }

  private static void checkEscapes(String text) throws Malformed {
    for (int i = text.indexOf('%'); i >= 0; i = text.indexOf('%', i + 1)) {
      String escape = text.substring(i, Math.min(i + 3, text.length()));
      if (!escape.matches("%[0-9A-Fa-f]{2}")) {
        throw new Malformed("invalid URL escape " + Letters.quoted(escape));
      }
    }
  }

  /** Encodes what go encodes in a path: the bang of an escaped module path becomes %21. */
  static String encodePath(String path) {
    var encoded = new StringBuilder();
    for (byte b : path.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xff);
      if (Letters.isAlphanumeric(c) || "-_.~$&+/:=@".indexOf(c) >= 0) {
        encoded.append(c);
      } else {
        encoded.append('%').append(String.format(Locale.ROOT, "%02X", (int) c));
      }
    }
    return encoded.toString();
  }
}
