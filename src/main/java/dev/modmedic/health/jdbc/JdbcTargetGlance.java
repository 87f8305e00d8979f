package dev.modmedic.health.jdbc;

import dev.modmedic.database.Binding;
import dev.modmedic.database.Transactions;
import dev.modmedic.health.TargetGlance;
import dev.modmedic.health.Window;
import dev.modmedic.history.StoreUnavailable;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.util.Objects;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Looks one state up. */
@Singleton
@Requires(beans = DataSource.class)
final class JdbcTargetGlance implements TargetGlance {
  private static final String GLANCE =
      """
      select g.name, coalesce(h.state, 'unknown') as state,
        1 - u.down_ms::double precision / nullif(u.known_ms, 0) as uptime
      from target g
      left join %s
      left join health_uptime u on u.workspace = g.workspace and u.target_id = g.id
        and u."window" = ? and u.region = ?
      where g.workspace = ? and (g.name = ? or g.id::text = lower(?))
      order by g.name = ?
      limit 1
      """;

  private static final String WHOLE =
      GLANCE.formatted("health_target h on h.workspace = g.workspace and h.target_id = g.id");

  private static final String FROM_REGION =
      GLANCE.formatted(
          """
          health_region h
            on h.workspace = g.workspace and h.target_id = g.id and h.region = ?
          """);

  private final Transactions transactions;

  JdbcTargetGlance(DataSource dataSource) {
    this.transactions = new Transactions(dataSource, StoreUnavailable::new);
  }

  @Override
  public Optional<Seen> of(
      String workspace, String idOrName, @Nullable String region, @Nullable Window window) {
    return transactions.run(connection -> {
      try (Binding select = Binding.of(connection, region == null ? WHOLE : FROM_REGION)) {
        Binding begun = region == null ? select : select.with(region);
        return begun
            .with(window == null ? "" : window.word())
            .with(Objects.requireNonNullElse(region, ""))
            .with(workspace)
            .with(idOrName)
            .with(idOrName)
            .with(idOrName)
            .rows(row ->
                new Seen(
                    row.getString("name"),
                    row.getString("state"),
                    row.getObject("uptime", Double.class)))
            .stream()
            .findFirst();
      }
    });
  }
}
