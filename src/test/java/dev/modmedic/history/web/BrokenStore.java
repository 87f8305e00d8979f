package dev.modmedic.history.web;

import dev.modmedic.diagnosis.Inquiry;
import dev.modmedic.history.DiagnosisFilter;
import dev.modmedic.history.DiagnosisPage;
import dev.modmedic.history.DiagnosisStore;
import dev.modmedic.history.StoredDiagnosis;
import dev.modmedic.request.RequestKey;
import io.micronaut.context.annotation.Primary;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Has a bug in every method. */
@Singleton
@Primary
@Requires(property = "test.broken-store")
final class BrokenStore implements DiagnosisStore {
  static final String WORDS = "a sentence for programmers";

  @Override
  public StoredDiagnosis save(StoredDiagnosis stored, Inquiry inquiry, @Nullable RequestKey key) {
    throw new IllegalArgumentException(WORDS);
  }

  @Override
  public Optional<StoredDiagnosis> find(String workspace, RequestKey key) {
    throw new IllegalArgumentException(WORDS);
  }

  @Override
  public Optional<StoredDiagnosis> find(String workspace, UUID id) {
    throw new StackOverflowError(WORDS);
  }

  @Override
  public Optional<Inquiry> inquiry(String workspace, UUID id) {
    throw new IllegalStateException(WORDS);
  }

  @Override
  public DiagnosisPage list(
      String workspace, DiagnosisFilter filter, @Nullable UUID after, int limit) {
    throw new IllegalStateException(WORDS);
  }

  @Override
  public boolean delete(String workspace, UUID id) {
    throw new IllegalStateException(WORDS);
  }
}
