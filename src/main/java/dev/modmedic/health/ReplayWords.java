package dev.modmedic.health;

import dev.modmedic.evidence.Text;
import dev.modmedic.go.Outcome;
import dev.modmedic.go.ProxyList;
import dev.modmedic.health.LineReplay.Asked;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tells how the walk over a line ends; entries count from 0 here, and from 1 in what is said. */
record ReplayWords(ProxyList line, List<Asked> asked) {
  static Text refused(String problem) {
    return new Text("go refuses the line: " + problem, "go 拒绝该设置：" + problem);
  }

  static Text notMeasured(Asked unknown) {
    int place = unknown.entry();
    return unknown.state() == null
        ? new Text(
            "It depends on entry %d, which is not watched from here.".formatted(place),
            "结果取决于第 %d 项，而该项没有从此处监测。".formatted(place))
        : new Text(
            "It depends on entry %d, of which nothing new is known (%s)."
                .formatted(place, unknown.state().word()),
            "结果取决于第 %d 项，但没有关于它的新数据（%s）。".formatted(place, unknown.state().word()));
  }

  /**
   * @param list what becomes of the list of versions
   */
  Text served(int entry, Outcome list) {
    Text served =
        new Text("Served by entry %d.".formatted(entry + 1), "由第 %d 项提供。".formatted(entry + 1));
    return list.isFailure()
        ? new Text(
            served.en()
                + " Its list of versions fails (%s), so it serves no query such as @latest."
                    .formatted(list.word()),
            served.zh() + "它的版本列表不可用（%s），因此 @latest 之类的查询不由它提供。".formatted(list.word()))
        : served;
  }

  Text direct() {
    return asked.isEmpty()
        ? new Text(
            "go asks no proxy and fetches from the repository itself.", "go 不询问任何代理，直接从源仓库获取。")
        : new Text(
            "No proxy of the line serves it; go falls back to the repository itself, which"
                + " was not measured.",
            "该设置中没有代理提供它；go 回退到源仓库（未经测量）。");
  }

  Text refusal(int entry, String problem) {
    Text end = end(entry);
    return new Text(end.en() + ": " + problem + ".", end.zh() + "：" + problem + "。");
  }

  Text ends(int entry) {
    Asked last = asked.stream().filter(one -> one.entry() == entry + 1).findFirst().orElse(null);
    if (last == null || last.outcome() == null) {
      Text end = end(entry);
      String name = line.entries().get(entry).name();
      return new Text(
          "%s, \"%s\".".formatted(end.en(), name), "%s（“%s”）。".formatted(end.zh(), name));
    }
    Text end = end(entry);
    Text why = why(entry);
    String what = last.file() == null ? last.outcome() : last.file() + ": " + last.outcome();
    return new Text(
        "%s (%s)%s".formatted(end.en(), what, why.en()),
        "%s（%s）%s".formatted(end.zh(), what, why.zh()));
  }

  private Text why(int entry) {
    return switch (line.entries().get(entry).separator()) {
      case END -> new Text(".", "。");
      case COMMA ->
          new Text(
              "; the comma behind it leads on only after 404 or 410.", "；其后的逗号只在 404 或 410 时才继续。");
      case PIPE ->
          new Text(
              "; go takes what it answers for the file, finds that the hash is wrong, and asks"
                  + " nobody else.",
              "；go 把它的回答当作文件，发现哈希不符，便不再询问其他项。");
    };
  }

  /**
   * @param through whether the database is asked through that entry
   * @param server who serves what go.sum lists already; null if nobody does
   */
  Text unvouched(int entry, boolean through, Outcome outcome, @Nullable Integer server) {
    Text end = end(entry);
    Text why =
        through
            ? new Text(
                " (sumdb: %s): go asks the checksum database through it, and nobody else."
                    .formatted(outcome.word()),
                "（sumdb: %s）：go 通过它询问校验和数据库，不再询问其他项。".formatted(outcome.word()))
            : new Text(
                ": the checksum database itself gives no answer (%s).".formatted(outcome.word()),
                "：校验和数据库本身没有给出可用的回答（%s）。".formatted(outcome.word()));
    Text locked =
        server == null
            ? new Text("", "")
            : new Text(
                " What go.sum lists already is served by entry %d.".formatted(server + 1),
                "go.sum 中已有的模块由第 %d 项提供。".formatted(server + 1));
    return new Text(end.en() + why.en() + locked.en(), end.zh() + why.zh() + locked.zh());
  }

  private static Text end(int entry) {
    return new Text("Ends at entry %d".formatted(entry + 1), "在第 %d 项终止".formatted(entry + 1));
  }
}
