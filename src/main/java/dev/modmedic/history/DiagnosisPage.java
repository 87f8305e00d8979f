package dev.modmedic.history;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Some diagnoses, newest first.
 *
 * @param next id to continue behind, or null at the end
 */
public record DiagnosisPage(List<StoredDiagnosis> items, @Nullable UUID next) {
  public DiagnosisPage {
    items = List.copyOf(items);
  }
}
