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
