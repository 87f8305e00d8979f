package dev.modmedic.evidence;

import dev.modmedic.go.Outcome;
import dev.modmedic.go.ProxyList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Which entry of a GOPROXY list served a URL, and what {@code go} asks after it. */
record ProxyEntries(ProxyList list) {
  private static final Pattern ENTRY = Pattern.compile("[^,|]+");

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

  /**
   * The list with a pipe behind the entry that served {@code url}, so that any error of that one
   * leads on; empty where it is not plain which one that was, or nothing would change.
   */
  String leadingOn(String url) {
    int entry = serving(url);
    int failed = entry < 0 && list.entries().size() == 2 ? 0 : entry;
    String value = list.value();
    return ENTRY
        .matcher(value)
        .results()
        .filter(found -> !found.group().isBlank())
        .skip(Math.max(failed, 0))
        .limit(failed < 0 ? 0 : 1)
        .map(MatchResult::end)
        .filter(end -> value.startsWith(",", end))
        .map(end -> value.substring(0, end) + "|" + value.substring(end + 1))
        .collect(Collectors.joining());
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
