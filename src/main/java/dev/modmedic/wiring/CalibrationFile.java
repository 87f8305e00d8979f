package dev.modmedic.wiring;

import dev.modmedic.diagnosis.Calibration;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Properties;

/** Reads the calibration that was fitted on labelled cases. */
final class CalibrationFile {
  private static final String NAME = "calibration.properties";

  private CalibrationFile() {}

  /** The one on the class path; scores as they are when there is none. */
  static Calibration bundled() {
    try (InputStream in = CalibrationFile.class.getResourceAsStream("/" + NAME)) {
      return in == null
          ? Calibration.NONE
          : read(new InputStreamReader(in, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * @throws StartupException if a figure is missing or not a number
   */
  static Calibration read(Reader reader) throws IOException {
    Properties properties = new Properties();
    properties.load(reader);
    return new Calibration(
        figure(properties, "perScore"),
        figure(properties, "perLead"),
        figure(properties, "offset"));
  }

  private static double figure(Properties properties, String name) {
    String text = properties.getProperty(name, "");
    try {
      double figure = Double.parseDouble(text);
      if (Double.isFinite(figure)) {
        return figure;
      }
    } catch (NumberFormatException e) {
      // told below, as for what is no finite number
    }
    throw new StartupException(
        "%s gives \"%s\" for %s, which is not a number. Restore the file or make it again."
            .formatted(NAME, text, name));
  }
}
