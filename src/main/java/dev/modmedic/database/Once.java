package dev.modmedic.database;

import dev.modmedic.request.KeyReused;
import dev.modmedic.request.RequestKey;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Makes what a request asks for once, however often and wherever the request comes, within the
 * caller's transaction.
 *
 * @param key null if the request may be made again
 */
public record Once(Connection connection, String workspace, @Nullable RequestKey key, Instant now) {
  /** Of two requests at the same time the later waits here for the end of the earlier. */
  private static final String CLAIM =
      """
      insert into idempotency_key (workspace, route, key, body_hash, resource, created_at)
      values (?, ?, ?, ?, '', ?)
      on conflict (workspace, route, key) do update set key = excluded.key
      returning body_hash, resource
      """;

  private static final String KEEP =
      """
      update idempotency_key
      set body_hash = ?, resource = ?, created_at = ?
      where workspace = ? and route = ? and key = ?
      """;

  private static final String RELEASE =
      "delete from idempotency_key where workspace = ? and route = ? and key = ?";

  private static final String SELECT =
      """
      select body_hash, resource
      from idempotency_key
      where workspace = ? and route = ? and key = ?
      """;

  private static final String FORGET_OLD = "delete from idempotency_key where created_at < ?";

  /** SQL that finds what an earlier request made, by the name it was kept under. */
  public interface Finder<T> {
    Optional<T> find(String resource) throws SQLException;
  }

  /** SQL that makes something. */
  public interface Maker<T> {
    T make() throws SQLException;
  }

  private record Held(String bodyHash, String resource) {}

  /**
   * Gives what an earlier request under the key made, or makes it.
   *
   * @param earlier finds it, as long as it is there; after that the key is free again
   * @param resource by what name it will be found; empty if nothing was made, so that the key stays
   *     free
   * @throws KeyReused if the key came with a different request before
   */
  public <T> T make(Finder<T> earlier, Maker<T> maker, Function<T, Optional<String>> resource)
      throws SQLException {
    if (key == null) {
      return maker.make();
    }
    Optional<T> found = found(claim(key), key, earlier);
    if (found.isPresent()) {
      return found.get();
    }
    T made = maker.make();
    Optional<String> name = resource.apply(made);
    if (name.isPresent()) {
      keep(key, name.get());
    } else {
      release(key);
    }
    return made;
  }

  /**
   * What an earlier request under the key made, if it is there.
   *
   * @throws KeyReused if the key came with a different request before
   */
  public <T> Optional<T> find(Finder<T> earlier) throws SQLException {
    if (key == null) {
      return Optional.empty();
    }
    try (Binding select = Binding.of(connection, SELECT)) {
      List<Held> held = select.with(workspace).with(key.route()).with(key.key()).rows(Once::held);
      return held.isEmpty() ? Optional.empty() : found(held.getFirst(), key, earlier);
    }
  }

  private static Held held(ResultSet row) throws SQLException {
    return new Held(row.getString("body_hash"), row.getString("resource"));
  }

  private static <T> Optional<T> found(Held held, RequestKey key, Finder<T> earlier)
      throws SQLException {
    Optional<T> found =
        held.resource().isEmpty() ? Optional.empty() : earlier.find(held.resource());
    if (found.isPresent() && !held.bodyHash().equals(key.bodyHash())) {
      throw new KeyReused();
    }
    return found;
  }

  private Held claim(RequestKey key) throws SQLException {
    try (Binding claim = Binding.of(connection, CLAIM)) {
      return claim
          .with(workspace)
          .with(key.route())
          .with(key.key())
          .with(key.bodyHash())
          .with(now)
          .rows(Once::held)
          .getFirst();
    }
  }

  private void keep(RequestKey key, String resource) throws SQLException {
    try (Binding keep = Binding.of(connection, KEEP)) {
      keep.with(key.bodyHash())
          .with(resource)
          .with(now)
          .with(workspace)
          .with(key.route())
          .with(key.key())
          .update();
    }
  }

  private void release(RequestKey key) throws SQLException {
    try (Binding release = Binding.of(connection, RELEASE)) {
      release.with(workspace).with(key.route()).with(key.key()).update();
    }
  }

  /** Forgets keys that were used before {@code horizon}; how many. */
  public static int forgetOlder(Connection connection, Instant horizon) throws SQLException {
    try (Binding forget = Binding.of(connection, FORGET_OLD)) {
      return forget.with(horizon).update();
    }
  }
}
