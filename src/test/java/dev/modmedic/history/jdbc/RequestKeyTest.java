package dev.modmedic.history.jdbc;

import static dev.modmedic.history.jdbc.Samples.NOON;
import static dev.modmedic.history.jdbc.Samples.WORKSPACE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.modmedic.diagnosis.Inquiry;
import dev.modmedic.history.DiagnosisFilter;
import dev.modmedic.history.StoredDiagnosis;
import dev.modmedic.request.KeyReused;
import dev.modmedic.request.RequestKey;
import dev.modmedic.testing.TestDatabase;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RequestKeyTest {
  private JdbcDiagnosisStore store;

  @BeforeEach
  void open() {
    this.store = new JdbcDiagnosisStore(TestDatabase.create().dataSource());
  }

  @Test
  void aKeyWithAnotherRequestIsRefused() {
    store.save(
        Samples.stored(NOON, 1), Inquiry.of("log"), new RequestKey("/v1/diagnoses", "k", "body"));
    RequestKey reused = new RequestKey("/v1/diagnoses", "k", "other");

    assertThatThrownBy(() -> store.save(Samples.stored(NOON, 2), Inquiry.of("log"), reused))
        .isInstanceOf(KeyReused.class);
    assertThatThrownBy(() -> store.find(WORKSPACE, reused)).isInstanceOf(KeyReused.class);
    assertThat(store.find(WORKSPACE, Samples.id(NOON, 2))).isEmpty();
  }

  @Test
  void anUnknownKeyFindsNothing() {
    assertThat(store.find(WORKSPACE, new RequestKey("/v1/diagnoses", "k", "body"))).isEmpty();
  }

  @Test
  void aRepeatedRequestGetsTheFirstDiagnosis() {
    RequestKey key = new RequestKey("/v1/diagnoses", "k", "body");
    StoredDiagnosis first = store.save(Samples.stored(NOON, 1), Inquiry.of("log"), key);

    StoredDiagnosis second = store.save(Samples.stored(NOON, 2), Inquiry.of("log"), key);

    assertThat(second).isEqualTo(first);
    assertThat(store.find(WORKSPACE, key)).contains(first);
    assertThat(store.find(WORKSPACE, Samples.id(NOON, 2))).isEmpty();
  }

  @Test
  void aKeyIsFreeAgainWhenItsDiagnosisIsErased() {
    RequestKey key = new RequestKey("/v1/diagnoses", "k", "body");
    StoredDiagnosis first = store.save(Samples.stored(NOON, 1), Inquiry.of("log"), key);
    store.delete(WORKSPACE, first.id());

    StoredDiagnosis second = store.save(Samples.stored(NOON, 2), Inquiry.of("log"), key);

    assertThat(second.id()).isEqualTo(Samples.id(NOON, 2));
  }

  @Test
  void ofManyAtOnceOneIsKeptAndAllGetIt() throws ExecutionException, InterruptedException {
    int requests = 20;
    RequestKey key = new RequestKey("/v1/diagnoses", "k", "body");
    CountDownLatch start = new CountDownLatch(1);
    List<Future<StoredDiagnosis>> answers = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < requests; i++) {
        StoredDiagnosis stored = Samples.stored(NOON, i);
        answers.add(
            threads.submit(() -> {
              start.await();
              return store.save(stored, Inquiry.of("log"), key);
            }));
      }
      start.countDown();
    }

    Set<StoredDiagnosis> distinct = new HashSet<>();
    for (Future<StoredDiagnosis> answer : answers) {
      distinct.add(answer.get());
    }
    assertThat(distinct).hasSize(1);
    assertThat(store.list(WORKSPACE, DiagnosisFilter.ALL, null, 200).items())
        .containsExactlyElementsOf(distinct);
  }
}
