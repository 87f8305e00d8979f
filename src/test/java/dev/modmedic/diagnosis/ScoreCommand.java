package dev.modmedic.diagnosis;

import java.nio.file.Path;
import java.util.List;

/**
 * Shows which labelled logs the knowledge gets wrong: {@code ScoreCommand KNOWLEDGE LOGS.jsonl}.
 */
final class ScoreCommand {
  private ScoreCommand() {}

  public static void main(String[] args) {
    Engine engine = new Engine(CasesCommand.load(Path.of(args[0])), Calibration.NONE);
    List<LabelledLog> logs = LabelledLog.read(Path.of(args[1]));
    int right = 0;
    for (LabelledLog log : logs) {
      Diagnosis diagnosis = engine.diagnose(log.inquiry());
      if (log.isRight(diagnosis)) {
        right++;
      } else {
        System.out.printf(
            "%s expected %s got %s%n",
            log.id(),
            log.expected(),
            diagnosis.causes().stream().map(f -> f.code() + " " + f.confidence()).toList());
      }
    }
    System.out.printf("%d of %d right (%.3f)%n", right, logs.size(), (double) right / logs.size());
  }
}
