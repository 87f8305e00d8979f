package dev.modmedic.evidence;

/** Turns a posted log into the text a reader understands, one repair after the other. */
final class LogReader {
  private LogReader() {}

  static LogText read(String posted) {
    Repaired state = new Repaired(posted, PositionMap.IDENTITY);
    state = TerminalCodes.remove(state);
    state = EscapedBlocks.unfold(state);
    state = Typography.undo(state);
    state = ForeignTexts.translate(state);
    state = Indents.remove(state);
    state = HardWraps.mend(state);
    state = BrokenLines.mend(state);
    return new LogText(posted, state.text(), state.positions());
  }

  /** A text on its way from posted to read. */
  record Repaired(String text, PositionMap positions) {
    Repaired with(StringBuilder repaired, PositionMap.Builder map) {
      return new Repaired(repaired.toString(), map.build().after(positions));
    }
  }
}
