package dev.modmedic.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnnouncementFilterTest {
  private static final UUID TARGET = new UUID(1, 1);

  @ParameterizedTest
  @CsvSource({
    // regions wanted, states wanted, region, regions named, state, passes
    "'', '', cn, '', down, true",
    "cn, '', cn, '', down, true",
    "cn, '', eu, '', down, false",
    "'cn eu', '', eu, '', down, true",
    "'', 'down up', cn, '', down, true",
    "'', 'down up', cn, '', stale, false",
    "cn, '', , 'cn eu', regional, true",
    "cn, '', , eu, regional, false",
    "cn, '', , '', up, true",
    "cn, down, , cn, regional, false",
  })
  void aChangePassesIfEveryListThatSaysSomethingHasIt(
      String regions,
      String states,
      @Nullable String region,
      String named,
      String to,
      boolean passes) {
    AnnouncementFilter filter = new AnnouncementFilter(Set.of(), set(regions), set(states));

    assertThat(filter.passes(change(TARGET, region, List.copyOf(set(named)), to)))
        .isEqualTo(passes);
  }

  @ParameterizedTest
  @CsvSource({"1, true", "2, false"})
  void aTargetPassesByItsId(long wanted, boolean passes) {
    AnnouncementFilter filter =
        new AnnouncementFilter(Set.of(new UUID(1, wanted)), Set.of(), Set.of());

    assertThat(filter.passes(change(TARGET, "cn", List.of(), "down"))).isEqualTo(passes);
  }

  private static Set<String> set(String words) {
    return Arrays.stream(words.split(" "))
        .filter(word -> !word.isEmpty())
        .collect(Collectors.toSet());
  }

  private static Announcement change(
      UUID target, @Nullable String region, List<String> regions, String to) {
    return new Announcement(
        1,
        "default",
        new UUID(7, 7),
        target,
        "proxy",
        region,
        "up",
        to,
        Instant.EPOCH,
        Instant.EPOCH,
        null,
        null,
        null,
        null,
        regions,
        false,
        false);
  }
}
