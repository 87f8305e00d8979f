package dev.modmedic.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseUrlTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "mysql://host/name",
        "postgres:///name",
        "postgres://us er:s3cret@host/name",
        "jdbc:postgresql://host:port:s3cret/name",
        "s3cret"
      })
  void whatIsNoPostgresAddressIsRefusedWithoutRepeatingIt(String text) {
    assertThatThrownBy(() -> DatabaseUrl.parse(text))
        .isInstanceOf(StartupException.class)
        .hasMessageStartingWith("MODMEDIC_DATABASE_URL cannot be read")
        .hasMessageNotContaining("s3cret")
        .hasNoCause();
  }

  @Test
  void aUriGivesUserAndPasswordDecoded() {
    DatabaseUrl url =
        DatabaseUrl.parse("postgres://me%40work:a%2Fb+c@db.example:6543/history?sslmode=require");

    assertThat(url)
        .isEqualTo(
            new DatabaseUrl(
                "jdbc:postgresql://db.example:6543/history?sslmode=require", "me@work", "a/b+c"));
  }

  @Test
  void aUriNeedsNeitherUserNorPort() {
    DatabaseUrl url = DatabaseUrl.parse("postgresql://[::1]/history");

    assertThat(url).isEqualTo(new DatabaseUrl("jdbc:postgresql://[::1]/history", null, null));
  }

  @Test
  void aJdbcUrlMayCarryItsUser() {
    DatabaseUrl url = DatabaseUrl.parse("jdbc:postgresql://host/history?user=me&password=secret");

    assertThat(url.user()).isEqualTo("me");
    assertThat(url.password()).isEqualTo("secret");
  }

  @Test
  void aDescriptionShowsNoSecret() {
    assertThat(DatabaseUrl.describe("jdbc:postgresql://host/history?user=me&password=secret"))
        .isEqualTo("host:5432/history");
  }

  @Test
  void timeoutsAreAddedUnlessTheOperatorSetThem() {
    String url = DatabaseUrl.withTimeouts("jdbc:postgresql://host/history?socketTimeout=60");

    assertThat(url)
        .isEqualTo(
            "jdbc:postgresql://host/history?socketTimeout=60&connectTimeout=1&ApplicationName=modmedic");
  }
}
