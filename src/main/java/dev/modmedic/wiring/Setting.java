package dev.modmedic.wiring;

import io.micronaut.context.exceptions.ConfigurationException;
import io.micronaut.core.value.PropertyResolver;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * One thing that the operator may choose.
 *
 * @param key in configuration files and system properties
 * @param otherwise what counts when nothing is chosen; empty for nothing
 */
record Setting(String key, String otherwise, SettingForm form) {
  Setting {
    Objects.requireNonNull(key);
    Objects.requireNonNull(otherwise);
    Objects.requireNonNull(form);
  }

  /** The environment variable. */
  String variable() {
    return key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
  }

  /** A sentence about a value that cannot be, with what may be; empty if the value is fine. */
  Optional<String> complaint(PropertyResolver properties) {
    String text;
    try {
      text = properties.getProperty(key, String.class).orElse(null);
    } catch (ConfigurationException e) {
      // The value is not repeated: it can be a password.
      return Optional.of(
          "%s holds \"${\", which stands for another setting, and there is none of that name. Use %s."
              .formatted(variable(), form.allowed()));
    }
    return text == null || allows(text, properties)
        ? Optional.empty()
        : Optional.of(
            "%s is %s. Use %s%s."
                .formatted(
                    variable(),
                    shown(text),
                    form.allowed(),
                    otherwise.isEmpty() ? "" : ", or leave it out for " + otherwise));
  }

  private boolean allows(String text, PropertyResolver properties) {
    return switch (form) {
      case SettingForm.Whole whole -> whole.allows(text);
      case SettingForm.Decimal decimal -> decimal.allows(text);
      case SettingForm.Length length -> length.allows(length(properties));
      case SettingForm.Switch either -> either.allows(text);
      case SettingForm.Address address -> address.allows(text);
      case SettingForm.Text any -> true;
    };
  }

  /** As Micronaut reads it, which is how those who use it get it; empty if that is not possible. */
  private Optional<Duration> length(PropertyResolver properties) {
    try {
      return properties.getProperty(key, Duration.class);
    } catch (RuntimeException e) {
      return Optional.empty(); // which exception depends on what is wrong with the text
    }
  }

  /** An address may hold a password and is not repeated. */
  private String shown(String text) {
    return text.isEmpty()
        ? "empty"
        : form instanceof SettingForm.Address && text.contains("@")
            ? "no address that can be used"
            : "\"%s\"".formatted(text.replaceAll("\\s+", " "));
  }
}
