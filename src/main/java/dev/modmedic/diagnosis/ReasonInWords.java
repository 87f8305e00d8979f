package dev.modmedic.diagnosis;

import dev.modmedic.diagnosis.Reasoning.ConditionReason;
import dev.modmedic.diagnosis.Reasoning.ConditionState;
import dev.modmedic.diagnosis.Reasoning.Resemblance;
import dev.modmedic.diagnosis.Reasoning.SignalReason;
import dev.modmedic.diagnosis.Reasoning.SignalState;
import dev.modmedic.evidence.Text;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Says in a sentence why a cause was named, or why not. */
final class ReasonInWords {
  private static final int MOST_WORDS = 5;

  private ReasonInWords() {}

  static Text of(Reasoning why) {
    if (why.named()) {
      return named(why);
    }
    Text but = because(why);
    return new Text("Not named: " + but.en() + ".", "未列出：" + but.zh() + "。");
  }

  private static Text named(Reasoning why) {
    Resemblance like = why.resembles();
    return like == null ? byRules(why) : guessed(why, like);
  }

  private static Text guessed(Reasoning why, Resemblance like) {
    List<String> words = like.words().stream().limit(MOST_WORDS).toList();
    int percent = (int) Math.round(why.confidence() * 100);
    return new Text(
        "Guessed with %d %% confidence: no rule knows the wording; line %d shares words with it (%s)."
            .formatted(percent, like.at().line(), String.join(", ", words)),
        "猜测，可信度 %d%%：没有规则认识这种措辞；第 %d 行与它有共同的词（%s）。"
            .formatted(percent, like.at().line(), String.join("、", words)));
  }

  private static Text byRules(Reasoning why) {
    long lines = why.signals().stream().filter(s -> s.state() == SignalState.COUNTED).count();
    long facts = held(why);
    int percent = (int) Math.round(why.confidence() * 100);
    return new Text(
        "Named with %d %% confidence: %s in the log and %s of the environment speak for it."
            .formatted(
                percent,
                counted(lines, "kind of line", "kinds of lines"),
                counted(facts, "fact", "facts")),
        "已列出，可信度 %d%%：日志中有 %d 类语句、环境中有 %d 项事实支持它。".formatted(percent, lines, facts));
  }

  private static String counted(long number, String one, String many) {
    return number + " " + (number == 1 ? one : many);
  }

  /** Facts that hold and speak for the cause. */
  private static long held(Reasoning why) {
    return why.conditions().stream()
        .filter(c -> c.state() == ConditionState.HELD && c.weight() > 0)
        .count();
  }

  private static Text because(Reasoning why) {
    boolean counted = why.signals().stream().anyMatch(s -> s.state() == SignalState.COUNTED);
    if (!why.explainedBy().isEmpty() && counted) {
      String codes = String.join(", ", why.explainedBy());
      return new Text("here it is only a symptom of " + codes, "在这里它只是 " + codes + " 的表现");
    }
    if (counted) {
      return new Text(
          "its words are in the log, but too little speaks for it besides, or too much against it",
          "日志中有它的语句，但其余证据不足，或有证据反对");
    }
    return dismissed(why).or(() -> lacked(why)).orElseGet(ReasonInWords::nothing);
  }

  /** Why the strongest of its words in the log did not count. */
  private static Optional<Text> dismissed(Reasoning why) {
    return why.signals().stream()
        .filter(signal -> signal.state() != SignalState.NOT_IN_LOG)
        .max(Comparator.comparingDouble(SignalReason::weight))
        .map(signal ->
            switch (signal.state()) {
              case COUNTED, NOT_IN_LOG -> nothing();
              case NOISE ->
                  new Text("its words stand in a message that is no failure", "它的语句出现在并非失败的消息中");
              case SAID_BY_SERVER ->
                  new Text(
                      "its words were said by a server, not by this machine", "它的语句出自服务器，而非本机");
              case SAID_LOCALLY ->
                  new Text(
                      "its words were said by this machine, and only a server's would count",
                      "它的语句出自本机，而只有服务器所说的才算");
              case WRONG_MESSAGE ->
                  new Text("its words stand in a message of another kind", "它的语句出现在另一类消息中");
            });
  }

  private static Optional<Text> lacked(Reasoning why) {
    return why.conditions().stream()
        .filter(condition -> condition.state() == ConditionState.LACKED_INPUT)
        .filter(condition -> condition.weight() > 0)
        .max(Comparator.comparingDouble(ConditionReason::weight))
        .map(condition -> Objects.requireNonNullElse(condition.input(), ""))
        .map(input ->
            new Text(
                "nothing in the log speaks for it, and " + input + " was not sent",
                "日志中没有支持它的语句，也未提供 " + input));
  }

  private static Text nothing() {
    return new Text("nothing in the log or the environment speaks for it", "日志和环境中都没有支持它的证据");
  }
}
