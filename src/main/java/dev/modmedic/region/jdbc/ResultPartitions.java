package dev.modmedic.region.jdbc;

import dev.modmedic.database.Transactions;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Makes the daily partitions of results ahead, for the days that results may still come for, and
 * drops the old ones; a day is one of UTC. Replicas may do so at the same time.
 */
final class ResultPartitions {
  private static final int DAYS_AHEAD = 3;
  private static final String PREFIX = "probe_result_p";
  private static final DateTimeFormatter SUFFIX = DateTimeFormatter.BASIC_ISO_DATE;

  /** Held to the end of the transaction; the number is arbitrary and ours. */
  private static final String LOCK = "select pg_advisory_xact_lock(7305001)";

  private static final String LIST =
      """
      select c.relname
      from pg_inherits i
      join pg_class c on c.oid = i.inhrelid
      where i.inhparent = 'probe_result'::regclass and c.relname like 'probe\\_result\\_p%'
      order by c.relname
      """;

  /**
   * Made beside the table and then attached, which stops no reader; and rows of that day that came
   * before their partition are moved into it.
   */
  private static final List<String> CREATE =
      List.of(
          "create table %1$s (like probe_result including defaults including constraints)",
          """
          with moved as (
            delete from probe_result_other
            where due >= '%2$s' and due < '%3$s'
            returning *)
          insert into %1$s select * from moved
          """,
          "alter table probe_result attach partition %1$s for values from ('%2$s') to ('%3$s')");

  private final Transactions transactions;
  private final Clock clock;
  private final int days;

  /**
   * @param days how many days before today are kept
   */
  ResultPartitions(Transactions transactions, Clock clock, int days) {
    this.transactions = transactions;
    this.clock = clock;
    this.days = days;
  }

  /** What was done. */
  record Done(int made, int dropped) {}

  Done run() {
    return new Done(ensure(), drop());
  }

  /** Makes the partitions that are missing; how many. */
  int ensure() {
    int made = 0;
    LocalDate last = today().plusDays(DAYS_AHEAD);
    for (LocalDate day = oldest(); !day.isAfter(last); day = day.plusDays(1)) {
      LocalDate wanted = day;
      made += transactions.run(connection -> create(connection, wanted)) ? 1 : 0;
    }
    return made;
  }

  private static boolean create(Connection connection, LocalDate day) throws SQLException {
    String name = PREFIX + SUFFIX.format(day);
    if (existing(connection).contains(name)) {
      return false;
    }
    lock(connection);
    if (existing(connection).contains(name)) {
      return false;
    }
    for (String sql : CREATE) {
      Statements.update(connection, sql.formatted(name, start(day), start(day.plusDays(1))));
    }
    return true;
  }

  private static Instant start(LocalDate day) {
    return day.atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  /** Drops the partitions of days that are past keeping; how many. */
  int drop() {
    String oldest = PREFIX + SUFFIX.format(oldest());
    return transactions.run(connection -> {
      lock(connection);
      int dropped = 0;
      for (String name : existing(connection)) {
        if (name.compareTo(oldest) < 0) {
          Statements.update(connection, "drop table " + name);
          dropped++;
        }
      }
      return dropped;
    });
  }

  private static void lock(Connection connection) throws SQLException {
    Statements.list(connection, LOCK, row -> true);
  }

  private static Set<String> existing(Connection connection) throws SQLException {
    return new TreeSet<>(Statements.list(connection, LIST, row -> row.getString(1)));
  }

  private LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
  }

  private LocalDate oldest() {
    return today().minusDays(days);
  }
}
