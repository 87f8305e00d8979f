package dev.modmedic.diagnosis;

import dev.modmedic.evidence.Entry;
import dev.modmedic.evidence.Facts;
import dev.modmedic.evidence.LogText;
import dev.modmedic.knowledge.Cause;
import dev.modmedic.knowledge.LinePattern;
import dev.modmedic.knowledge.Mark;
import dev.modmedic.knowledge.Severity;
import dev.modmedic.knowledge.Signal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What the log says in terms of the knowledge, after each message's context was taken into account.
 *
 * @param hits signals that count, in the order of the log
 * @param dismissed signals whose words are there and that do not count, in the order of the log
 */
record Signals(List<Hit> hits, List<Dismissed> dismissed, Marks marks) {
  Signals {
    hits = List.copyOf(hits);
    dismissed = List.copyOf(dismissed);
  }

  /**
   * One signal at one place.
   *
   * @param line index of the line in the text as read
   * @param start offset of the match in the text as read
   * @param context what the marks of the same entry caught
   * @param weight the signal's weight, less when the command succeeded further down or another
   *     release prints these words
   */
  record Hit(
      Cause cause,
      Signal signal,
      LinePattern.Match match,
      int line,
      int start,
      int end,
      Entry entry,
      Map<String, String> context,
      double weight) {}

  /** A signal that does not count here. */
  record Dismissed(Hit hit, Dismissal reason) {}

  /** Why a signal does not count although its words are in the log. */
  sealed interface Dismissal {
    /** The message is no failure. */
    record Noise(String mark) implements Dismissal {}

    /** A server was quoted with these words. */
    record SaidByServer() implements Dismissal {}

    /** These words count only when a server is quoted with them. */
    record SaidLocally() implements Dismissal {}

    /** The message is not of the kind the signal wants. */
    record MarkMissing(String mark) implements Dismissal {}

    /** The message is of a kind the signal does not want. */
    record MarkUnwanted(String mark) implements Dismissal {}
  }

  /** The mark of a package that could not even be set up for its test, see {@code marks.yaml}. */
  private static final String SETUP_FAILED = "setup-failed";

  private static final String TEST_PASSED = "test-passed";

  /** Whether the log holds something that only a failure prints, and no success behind it. */
  boolean failing() {
    int success = marks.last(Mark.Role.SUCCESS).orElse(-1);
    return marks.failsBehind(Math.max(success, testsPassed()));
  }

  /** The line of the last test that passed; -1 where one did not or was not even tried. */
  private int testsPassed() {
    int last = marks.last(Mark.Role.PROCEEDED).orElse(-1);
    int passed = marks.lastAbove(TEST_PASSED, Integer.MAX_VALUE).orElse(-1);
    return passed == last && !marks.seen(SETUP_FAILED) ? passed : -1;
  }

  static Signals of(LogText log, Scan.Result scan, Facts facts) {
    return new Reading(log, scan, facts).signals();
  }

  /** Decides which raw matches count. */
  private static final class Reading {
    /** What a signal is still worth when the command succeeded further down. */
    private static final double SETTLED = 0.25;

    /** Layers of causes that may also strike when everything has been fetched. */
    private static final Set<String> AFTER_FETCHING =
        Set.of("build", "cache", "os", "resource", "toolchain", "ok");

    /** The mark of a line that ends with how a command ended: the next one proves nothing of it. */
    private static final String EXIT_STATUS = "exit-status";

    private static final String MODULE_ADDED = "module-added";

    /** The mark that stands for the output of a test, see {@code marks.yaml}. */
    private static final String PASSED_TEST = "test-output";

    /** What it loses when the release that ran does not print these words. */
    private static final double OTHER_RELEASE = 1;

    private final LogText log;
    private final Scan.Result scan;
    private final Facts facts;
    private final Entries entries;
    private final PassedTests passed;
    private final int lastSuccess;

    /** What go could not fetch between these lines it fetched after all, before the second. */
    private final int overcomeFrom;

    private final int overcomeTo;

    /** Modules that go got in the end. */
    private final List<Marks.Marked> added;

    Reading(LogText log, Scan.Result scan, Facts facts) {
      this.log = log;
      this.scan = scan;
      this.facts = facts;
      this.entries = new Entries(log);
      this.passed = scan.hits().isEmpty() ? PassedTests.NONE : PassedTests.in(log);
      this.lastSuccess = scan.marks().last(Mark.Role.SUCCESS).orElse(-1);
      this.overcomeTo = scan.hits().isEmpty() ? -1 : lastProceeded(scan.marks());
      this.added = scan.hits().isEmpty() ? List.of() : scan.marks().all(MODULE_ADDED);
      this.overcomeFrom = scan.marks().lastAbove(EXIT_STATUS, overcomeTo).orElse(-1);
    }

    /** Where a package could not be set up, that others were tested proves nothing. */
    private static int lastProceeded(Marks marks) {
      int last = marks.last(Mark.Role.PROCEEDED).orElse(-1);
      return last < 0 || marks.seen(SETUP_FAILED) ? -1 : last;
    }

    Signals signals() {
      List<Hit> hits = new ArrayList<>();
      List<Dismissed> dismissed = new ArrayList<>();
      for (Hit hit : scan.hits()) {
        dismissal(hit)
            .ifPresentOrElse(
                reason -> dismissed.add(new Dismissed(hit, reason)),
                () -> hits.add(inContext(hit)));
      }
      return new Signals(hits, dismissed, scan.marks());
    }

    private Optional<Dismissal> dismissal(Hit hit) {
      List<Marks.Marked> marks = scan.marks().in(entries.around(hit.line()));
      Set<String> ids = new HashSet<>();
      marks.forEach(marked -> ids.add(marked.mark().id()));
      Signal signal = hit.signal();
      Stream<Dismissal> noise =
          marks.stream()
              .filter(marked -> marked.mark().role() == Mark.Role.NOISE)
              .map(marked -> new Dismissal.Noise(marked.mark().id()));
      Stream<Dismissal> test =
          passed.hold(hit.line()) ? Stream.of(new Dismissal.Noise(PASSED_TEST)) : Stream.empty();
      Stream<Dismissal> missing =
          signal.within().stream().filter(id -> !ids.contains(id)).map(Dismissal.MarkMissing::new);
      Stream<Dismissal> unwanted =
          signal.outside().stream().filter(ids::contains).map(Dismissal.MarkUnwanted::new);
      return Stream.of(
              noise, test, misheard(signal, isRemote(hit, marks)).stream(), missing, unwanted)
          .flatMap(reasons -> reasons)
          .findFirst();
    }

    private static Optional<Dismissal> misheard(Signal signal, boolean remote) {
      return switch (signal.speaker()) {
        case LOCAL -> remote ? Optional.of(new Dismissal.SaidByServer()) : Optional.empty();
        case REMOTE -> remote ? Optional.empty() : Optional.of(new Dismissal.SaidLocally());
        case ANY -> Optional.empty();
      };
    }

    private static boolean isRemote(Hit hit, List<Marks.Marked> marks) {
      return marks.stream()
          .filter(marked -> marked.mark().role() == Mark.Role.REMOTE)
          .anyMatch(marked ->
              marked.line() < hit.line()
                  || (marked.line() == hit.line() && marked.match().end() <= hit.match().start()));
    }

    private double weight(Hit hit) {
      double weight = hit.signal().weight();
      if (hit.line() < lastSuccess || isOvercome(hit)) {
        weight *= SETTLED;
      }
      return facts.isOutside(hit.signal().releases().since(), hit.signal().releases().until())
          ? weight - OTHER_RELEASE
          : weight;
    }

    private boolean isOvercome(Hit hit) {
      boolean proceeded = hit.line() > overcomeFrom && hit.line() < overcomeTo;
      return hit.cause().severity() == Severity.ERROR
          && !AFTER_FETCHING.contains(hit.cause().layer())
          && (proceeded || isOfAdded(hit));
    }

    private boolean isOfAdded(Hit hit) {
      return added.stream()
          .filter(one -> one.line() > hit.line())
          .map(one -> one.match().captures().getOrDefault("module", ""))
          .anyMatch(module -> !module.isEmpty() && isOf(module, hit));
    }

    private boolean isOf(String module, Hit hit) {
      return Scan.shown(log.line(entries.around(hit.line()).first()).text()).contains(module + "@");
    }

    private Hit inContext(Hit hit) {
      Entry entry = entries.around(hit.line());
      Map<String, String> context = new LinkedHashMap<>();
      scan.marks()
          .in(entry)
          .forEach(marked -> marked.match().captures().forEach(context::putIfAbsent));
      return new Hit(
          hit.cause(),
          hit.signal(),
          hit.match(),
          hit.line(),
          hit.start(),
          hit.end(),
          entry,
          context,
          weight(hit));
    }
  }
}
