package dev.modmedic.history;

import dev.modmedic.diagnosis.Inquiry;
import dev.modmedic.request.KeyReused;
import dev.modmedic.request.RequestKey;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Keeps diagnoses; safe for many threads and many replicas.
 *
 * <p>Every method throws {@link StoreUnavailable} when the database cannot be reached within a few
 * seconds.
 */
public interface DiagnosisStore {
  /**
   * Keeps a diagnosis with all that it was made of, redacted, and returns after the commit.
   *
   * @param key what makes a repeated request the same request, or null
   * @return the diagnosis kept: {@code stored}, or the earlier one that was kept under the same key
   * @throws KeyReused if the key was used for a different request
   */
  StoredDiagnosis save(StoredDiagnosis stored, Inquiry inquiry, @Nullable RequestKey key);

  /**
   * The diagnosis kept under a request key, before any work is done for a repetition.
   *
   * @throws KeyReused if the key was used for a different request
   */
  Optional<StoredDiagnosis> find(String workspace, RequestKey key);

  Optional<StoredDiagnosis> find(String workspace, UUID id);

  /**
   * The inquiry a diagnosis answered, as it was kept: redacted, and with what the probes saw then.
   *
   * @return empty when there is no such diagnosis
   */
  Optional<Inquiry> inquiry(String workspace, UUID id);

  /**
   * A page of diagnoses, newest first.
   *
   * @param after continue behind this id; null for the first page
   * @param limit 1 to 200
   */
  DiagnosisPage list(String workspace, DiagnosisFilter filter, @Nullable UUID after, int limit);

  /** Erases a diagnosis, its log and its environment; false when there was none. */
  boolean delete(String workspace, UUID id);
}
