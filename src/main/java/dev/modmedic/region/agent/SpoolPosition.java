package dev.modmedic.region.agent;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How far a spool was emptied. Not flushed to the disk: after a power failure some results are
 * delivered again, which changes nothing.
 *
 * @param next number of the oldest result that waits
 * @param dropped how many were lost so far
 */
record SpoolPosition(long next, long dropped) {
  private static final String NAME = "position";
  private static final Pattern FORM = Pattern.compile("next (\\d{1,18}) dropped (\\d{1,18})\\s*");

  /** What is written there; empty if nothing readable is. */
  static Optional<SpoolPosition> read(Path folder) throws IOException {
    Path file = folder.resolve(NAME);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    Matcher form = FORM.matcher(Files.readString(file, StandardCharsets.ISO_8859_1));
    return form.matches()
        ? Optional.of(
            new SpoolPosition(Long.parseLong(form.group(1)), Long.parseLong(form.group(2))))
        : Optional.empty();
  }

  void write(Path folder) throws IOException {
    Path draft = folder.resolve(NAME + ".new");
    try (OutputStream out = new FileOutputStream(draft.toFile())) {
      out.write(
          "next %d dropped %d%n".formatted(next, dropped).getBytes(StandardCharsets.ISO_8859_1));
    }
    Files.move(draft, folder.resolve(NAME), StandardCopyOption.ATOMIC_MOVE);
  }
}
