package dev.modmedic.evidence;

import dev.modmedic.go.Outcome;
import dev.modmedic.go.ProxyList;
import java.util.List;

/** Which entry of a GOPROXY list served a URL, and what {@code go} asks after it. */
record ProxyEntries(ProxyList list) {
  boolean serves(String url) {
    return serving(url) >= 0;
  }

  boolean fallsBack(String url) {
    int entry = serving(url);
    return entry >= 0 && list.fallsThrough(entry, Outcome.HTTP_ERROR);
  }

  String next(String url) {
    int entry = serving(url);
    List<ProxyList.Entry> entries = list.entries();
    return entry >= 0 && entry + 1 < entries.size() ? entries.get(entry + 1).name() : "";
  }

  /** The list as written, but for the separator behind the entry that serves {@code url}. */
  String pipedBehind(String url) {
    int left = serving(url) + 1;
    StringBuilder piped = new StringBuilder(list.value());
    boolean inEntry = false;
    for (int i = 0; i < piped.length(); i++) {
      boolean separates = piped.charAt(i) == ',' || piped.charAt(i) == '|';
      if (separates && inEntry && --left == 0) {
        piped.setCharAt(i, '|');
        break;
      }
      inEntry = !separates && (inEntry || !Character.isWhitespace(piped.charAt(i)));
    }
    return piped.toString();
  }

  private int serving(String url) {
    List<ProxyList.Entry> entries = list.entries();
    String asked = HostFacts.withoutUserInfo(url);
    for (int i = 0; i < entries.size(); i++) {
      if (entries.get(i) instanceof ProxyList.Entry.Proxy proxy
          && asked.startsWith(HostFacts.withoutUserInfo(proxy.name()))) {
        return i;
      }
    }
    return -1;
  }
}
