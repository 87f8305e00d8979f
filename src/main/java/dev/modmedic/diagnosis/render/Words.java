package dev.modmedic.diagnosis.render;

import dev.modmedic.diagnosis.Finding;
import dev.modmedic.evidence.Text;
import dev.modmedic.knowledge.Owner;
import dev.modmedic.knowledge.Remedy;
import dev.modmedic.knowledge.Retry;
import java.time.Duration;

/** The fixed words of every rendering. */
final class Words {
  static final Text NO_PROBLEM =
      new Text(
          "No problem found: nothing in what was sent is a failure that ModMedic knows.",
          "未发现问题：提交的内容中没有 ModMedic 认识的故障。");
  static final Text UNKNOWN =
      new Text(
          "Something failed, but ModMedic does not know this failure yet.",
          "命令失败了，但 ModMedic 还不认识这个故障。");
  static final Text SEND_MORE =
      new Text(
          "Post the whole output, and the environment with it (go env -json), as JSON.",
          "请提交完整输出，并以 JSON 附上环境信息（go env -json）。");
  static final Text GUESS = new Text("a guess", "猜测");
  private static final Text MAYBE = new Text("Maybe: ", "也许：");
  static final Text WHAT_TO_DO = new Text("What to do", "怎么办");
  static final Text WHY = new Text("Why", "原因");
  static final Text NEXT_CHECK = new Text("To be sure", "如何确认");
  static final Text OTHERS = new Text("Also possible", "其他可能");
  static final Text SYMPTOMS = new Text("Explains as well", "同时解释了");
  static final Text NOTICED = new Text("Noticed as well", "另外注意到");
  static final Text NOT_CHECKED = new Text("Not checked", "未检查");
  static final Text REFERENCES = new Text("References", "参考");
  static final Text VERIFY = new Text("Then check with", "然后验证");
  static final Text UNDO = new Text("Undo with", "撤销");
  static final Text LINE = new Text("line %d", "第 %d 行");
  static final Text ENVIRONMENT = new Text("environment", "环境");
  static final Text PROBE = new Text("probe", "探测");
  static final Text SECURITY =
      new Text("Warning: this weakens security; prefer the steps above.", "警告：这会降低安全性，请优先采用上面的办法。");
  static final Text SECURITY_ONLY = new Text("Warning: this weakens security.", "警告：这会降低安全性。");
  static final Text NOT_STORED =
      new Text("not stored: the database cannot be reached", "未保存：无法连接数据库");

  private Words() {}

  /** What a finding is called; a guess claims nothing. */
  static Text title(Finding finding) {
    Text title = finding.title();
    return finding.guess() ? new Text(MAYBE.en() + title.en(), MAYBE.zh() + title.zh()) : title;
  }

  static Text confidence(Finding finding) {
    return finding.guess() ? GUESS : confidence(finding.confidence());
  }

  private static Text confidence(double confidence) {
    if (confidence >= 0.9) {
      return new Text("almost certain", "几乎确定");
    }
    if (confidence >= 0.7) {
      return new Text("very likely", "很可能");
    }
    return confidence >= 0.5 ? new Text("likely", "可能") : new Text("one possibility", "一种可能");
  }

  static Text owner(Owner owner) {
    return switch (owner) {
      case USER -> new Text("You can fix this.", "你自己可以解决。");
      case NETWORK -> new Text("Whoever runs the network fixes this.", "需由网络管理员解决。");
      case PROXY_OPERATOR -> new Text("Whoever runs the module proxy fixes this.", "需由模块代理的运营方解决。");
      case MODULE_AUTHOR -> new Text("The module's author fixes this.", "需由模块作者解决。");
      case HOST_OPERATOR -> new Text("Whoever runs that host fixes this.", "需由该主机的运营方解决。");
    };
  }

  static Text retry(Retry retry) {
    Duration after = retry.after();
    if (!retry.retryable() || after == null) {
      return new Text("Running it again unchanged will not help.", "原样重试没有用。");
    }
    return after.isZero()
        ? new Text("Running it again may help.", "直接重试可能有用。")
        : new Text(
            "Running it again in " + english(after) + " may help.", chinese(after) + "后重试可能有用。");
  }

  /** For whom a command is; empty when it is for everyone. */
  static String shell(Remedy.Shell shell) {
    return switch (shell) {
      case ANY -> "";
      case POSIX -> "sh";
      case POWERSHELL -> "PowerShell";
      case CMD -> "cmd";
    };
  }

  static Text scope(Remedy.Scope scope) {
    return switch (scope) {
      case MODULE -> new Text("this module only", "仅此模块");
      case HOST -> new Text("this host only", "仅此主机");
      case MACHINE -> new Text("the whole machine", "整台机器");
    };
  }

  private static String english(Duration after) {
    if (after.toSeconds() < 60) {
      return after.toSeconds() + " s";
    }
    return after.toMinutes() < 120 ? after.toMinutes() + " min" : after.toHours() + " h";
  }

  private static String chinese(Duration after) {
    if (after.toSeconds() < 60) {
      return after.toSeconds() + " 秒";
    }
    return after.toMinutes() < 120 ? after.toMinutes() + " 分钟" : after.toHours() + " 小时";
  }
}
