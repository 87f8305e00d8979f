package dev.modmedic.wiring;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the value of a setting may look like. */
sealed interface SettingForm {
  /** What may be written instead of a value that cannot be, as the end of "Use …". */
  String allowed();

  /** A length of time as settings are written: in the largest unit that leaves nothing over. */
  static String words(Duration length) {
    long millis = length.toMillis();
    if (millis % 1_000 != 0) {
      return millis + "ms";
    }
    long seconds = millis / 1_000;
    if (seconds % 60 != 0) {
      return seconds + "s";
    }
    return seconds % 3_600 != 0
        ? seconds / 60 + "m"
        : seconds % 86_400 != 0 ? seconds / 3_600 + "h" : seconds / 86_400 + "d";
  }

  /** A whole number, both bounds included. */
  record Whole(int least, int most) implements SettingForm {
    @Override
    public String allowed() {
      return "a whole number from %d to %d".formatted(least, most);
    }

    boolean allows(String text) {
      try {
        int number = Integer.parseInt(text);
        return number >= least && number <= most;
      } catch (NumberFormatException e) {
        return false;
      }
    }
  }

  /** A number, both bounds included. */
  record Decimal(int least, int most) implements SettingForm {
    @Override
    public String allowed() {
      return "a number from %d to %d".formatted(least, most);
    }

    boolean allows(String text) {
      try {
        double number = Double.parseDouble(text);
        return number >= least && number <= most;
      } catch (NumberFormatException e) {
        return false;
      }
    }
  }

  /** A length of time, both bounds included. */
  record Length(Duration least, Duration most) implements SettingForm {
    @Override
    public String allowed() {
      return "a length of time from %s to %s".formatted(words(least), words(most));
    }

    boolean allows(Optional<Duration> read) {
      return read.isPresent()
          && read.get().compareTo(least) >= 0
          && read.get().compareTo(most) <= 0;
    }
  }

  /** On or off; other words would be taken for on. */
  record Switch() implements SettingForm {
    @Override
    public String allowed() {
      return "true or false";
    }

    boolean allows(String text) {
      return text.equals("true") || text.equals("false");
    }
  }

  /** Where others reach the service; empty for nowhere. */
  record Address() implements SettingForm {
    @Override
    public String allowed() {
      return "an http or https URL without user, query and fragment";
    }

    boolean allows(String text) {
      URI url = parsed(text);
      String scheme = url == null ? null : url.getScheme();
      return text.isEmpty()
          || (url != null
              && scheme != null
              && scheme.toLowerCase(Locale.ROOT).matches("https?")
              && url.getHost() != null
              && url.getPort() <= 65535
              && url.getRawUserInfo() == null
              && url.getRawQuery() == null
              && url.getRawFragment() == null);
    }

    private static @Nullable URI parsed(String text) {
      try {
        return new URI(text);
      } catch (URISyntaxException e) {
        return null;
      }
    }
  }

  /** Any text, or one whose reader explains itself. */
  record Text() implements SettingForm {
    @Override
    public String allowed() {
      return "a text without ${";
    }
  }
}
