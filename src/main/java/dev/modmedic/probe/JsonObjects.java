package dev.modmedic.probe;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads JSON that servers send. */
public interface JsonObjects {
  /** The members of an object; empty unless the text is one JSON object and nothing else. */
  Optional<Map<String, @Nullable Object>> read(String text);
}
