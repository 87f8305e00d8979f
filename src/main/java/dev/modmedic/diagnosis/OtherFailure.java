package dev.modmedic.diagnosis;

import dev.modmedic.diagnosis.Diagnosis.Advisory;
import dev.modmedic.diagnosis.Evidence.Source;
import dev.modmedic.evidence.Line;
import dev.modmedic.evidence.LogText;
import dev.modmedic.evidence.Text;
import dev.modmedic.knowledge.Mark;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.Stream;

/**
 * A failure that is clear and is neither of fetching nor of building modules: a test failed, a
 * program of the project broke down, a linter found something.
 */
enum OtherFailure {
  TEST(
      "test-ran",
      new Text("A test failed; the modules are fine", "测试未通过；模块没有问题"),
      new Text(
          "The tests were compiled and ran, so every module was there. The lines of the test itself"
              + " say what it expected and what it got.",
          "测试已编译并运行，说明所需模块齐全。期望值与实际结果见该测试自身的输出。")),
  PROGRAM(
      "program-ran",
      new Text("A program of the project broke down; the modules are fine", "项目自身的程序崩溃；模块没有问题"),
      new Text(
          "The program was compiled and ran, so every module was there. The first lines of its"
              + " stack that name files of the project say where it broke down.",
          "程序已编译并运行，说明所需模块齐全。调用栈中最先出现的项目文件就是崩溃的位置。")),
  FINDING(
      "lint-finding",
      new Text("A linter found something; the modules are fine", "代码检查发现问题；模块没有问题"),
      new Text(
          "The linter could load the code with all its modules. Mend what it found, or change what"
              + " it looks for.",
          "检查工具已能加载代码及其全部模块。请修正它指出的问题，或调整检查规则。"));

  /** The code of the advisory: what stands for a log without a failure of go. */
  static final String CODE = "ok.no-problem-found";

  /** The mark of a package whose test could not even be built. */
  private static final String NOT_TESTED = "package-not-tested";

  /** The mark of a line that only says how a command ended. */
  private static final String ENDED = "exit-status";

  /** See {@code marks.yaml}. */
  private final String mark;

  private final Text title;
  private final Text says;

  OtherFailure(String mark, Text title, Text says) {
    this.mark = mark;
    this.title = title;
    this.says = says;
  }

  /**
   * What failed beside go, where the log shows such a failure and no other one; asked only of logs
   * that fail and in which no rule found a cause.
   */
  static Optional<Advisory> in(Inquiry inquiry, Signals signals) {
    LogText log = inquiry.log();
    return Stream.of(values())
        .flatMap(one -> one.lastLine(log, signals).stream().map(line -> one.told(inquiry, line)))
        .findFirst()
        .filter(told -> !goComplains(log, signals));
  }

  /**
   * The last line that shows it; empty where a test could not even be built, or another failure
   * stands beside it.
   */
  private Optional<Line> lastLine(LogText log, Signals signals) {
    Marks all = signals.marks();
    int success = all.last(Mark.Role.SUCCESS).orElse(-1);
    int last = all.last(this::isShownBy).orElse(-1);
    if (last <= success || all.seen(NOT_TESTED)) {
      return Optional.empty();
    }
    int from = this == FINDING ? success : last;
    IntPredicate isOther =
        line -> !all.bears(line, m -> m.id().equals(ENDED) || isShownBy(m) || FINDING.isShownBy(m));
    return all.failuresBehind(from).anyMatch(isOther)
        ? Optional.empty()
        : Optional.of(log.line(last));
  }

  private boolean isShownBy(Mark one) {
    return one.id().equals(mark);
  }

  private static boolean goComplains(LogText log, Signals signals) {
    return new FailingLines(log, signals, true)
        .lines().stream()
            .filter(FailingLines.Failing::isOfGo)
            .anyMatch(failing ->
                !signals.marks().bears(failing.line().index(), m -> m.id().equals(ENDED)));
  }

  private Advisory told(Inquiry inquiry, Line line) {
    var span = Guess.span(inquiry, line);
    return new Advisory(
        CODE, title, says, List.of(new Evidence(Source.LOG, span, span.text(), says)));
  }
}
