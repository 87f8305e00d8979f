package dev.modmedic.probe;

import java.io.IOException;
import java.io.UncheckedIOException;

/** Tells what does not hold of a checksum database, in go's words. */
final class SumDbVerdicts {
  /** What a verdict is about if it is about the newest head and no version. */
  static final String LATEST = "latest";

  static final String INVALID = "checksum.sumdb-invalid";

  private final Trial trial;
  private final Runnable forget;

  /**
   * @param forget drops the tiles that were kept, one of which may be what is wrong
   */
  SumDbVerdicts(Trial trial, Runnable forget) {
    this.trial = trial;
    this.forget = forget;
  }

  /** Signed or hashed data does not verify. */
  void refuse(String check, String of, String words) {
    forget.run();
    String subject = of.equals(LATEST) ? "" : of + ": ";
    String goText = subject + "verifying module: " + words;
    trial.fail(check, of, trial.proved(goText, INVALID), false);
  }

  /** A tile that is needed could not be had. */
  void unreadable(String check, String of, IOException why) {
    if (!(why instanceof SumDbClient.NoTile tile)) {
      throw new UncheckedIOException("tiles come from the client alone", why);
    }
    trial.fail(check, of, tile.failure(), tile.isPassing());
  }
}
