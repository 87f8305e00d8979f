package dev.modmedic.bench;

import dev.modmedic.database.Transactions;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.sql.PreparedStatement;
import java.util.UUID;
import java.util.function.Supplier;
import javax.sql.DataSource;

/** What an endpoint costs that does nothing but keep what was posted, as durably as we do. */
@Controller(value = "/bench/rows", consumes = MediaType.ALL)
@ExecuteOn(TaskExecutors.BLOCKING)
final class RowController {
  /** Stored as it comes: compressing would only make this side slower. */
  private static final String CREATE =
      """
      create table bench_row (
          workspace  text        not null,
          id         uuid        not null,
          created_at timestamptz not null default now(),
          body       bytea       not null,
          constraint bench_row_pk primary key (workspace, id)
      );
      alter table bench_row alter column body set storage external
      """;

  private static final String INSERT =
      "insert into bench_row (workspace, id, body) values ('default', ?, ?)";

  private final Transactions transactions;
  private final Supplier<UUID> ids;

  RowController(DataSource dataSource, Supplier<UUID> ids) {
    this.transactions = new Transactions(dataSource, IllegalStateException::new);
    this.ids = ids;
    transactions.run(connection -> connection.createStatement().execute(CREATE));
  }

  @Post
  HttpResponse<?> keep(HttpRequest<byte[]> request) {
    byte[] body = request.getBody().orElseThrow();
    UUID id = ids.get();
    transactions.runDurably(connection -> {
      try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
        insert.setObject(1, id);
        insert.setBytes(2, body);
        return insert.executeUpdate();
      }
    });
    return HttpResponse.created("{\"id\": \"" + id + "\"}");
  }
}
