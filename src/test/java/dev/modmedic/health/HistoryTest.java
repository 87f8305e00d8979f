package dev.modmedic.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modmedic.health.TargetHealth.RegionHealth;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class HistoryTest {
  @Property(tries = 80)
  void whatIsToldDoesNotDependOnHowResultsAreDivided(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 40) int batch) {
    History whole = new History(seed, Integer.MAX_VALUE, false);
    History divided = new History(seed, batch, false);
    List.of(whole, divided).forEach(history -> history.pass(180));

    assertThat(divided.told).isEqualTo(whole.told);
    assertThat(states(divided.scene)).isEqualTo(states(whole.scene));
  }

  @Property(tries = 80)
  void onceAllIsFreshPeopleHaveHeardHowItIs(@ForAll long seed) {
    History history = new History(seed, 7, false);
    history.pass(180);
    history.calmDown();

    TargetHealth target = history.scene.target;
    assertThat(target.told()).isEqualTo(target.state()).isNotEqualTo(TargetState.UNKNOWN);
    assertThat(target.regions().values())
        .allSatisfy(region -> {
          assertThat(region.cell().fresh()).isTrue();
          assertThat(region.told()).isEqualTo(region.cell().state());
        });
    assertThat(lastTold(history))
        .allSatisfy((place, word) -> assertThat(word(target, place)).isEqualTo(word));
  }

  @Property(tries = 80)
  void nothingIsToldTwice(@ForAll long seed) {
    History history = new History(seed, 7, false);
    history.pass(180);
    Map<String, String> heard = new HashMap<>();
    for (String told : history.told) {
      String place = told.split(" ")[0];

      assertThat(told).isNotEqualTo(heard.put(place, told));
    }
  }

  @Property(tries = 80)
  void silenceNeverRepairsAnything(@ForAll long seed) {
    History history = new History(seed, 7, true);
    history.calmDown();
    history.pass(180);

    assertThat(history.repairedBySweeps).isEmpty();
  }

  private static Map<String, String> lastTold(History history) {
    Map<String, String> last = new HashMap<>();
    history.told.forEach(told -> last.put(told.split(" ")[0], told.split(" ")[1]));
    return last;
  }

  private static String word(TargetHealth target, String place) {
    return place.equals("all")
        ? target.state().word()
        : Objects.requireNonNull(target.regions().get(place)).cell().state().word();
  }

  private static Set<String> states(Scene scene) {
    return scene.target.regions().entrySet().stream()
        .map(entry -> entry.getKey() + " " + words(entry.getValue()))
        .collect(Collectors.toSet());
  }

  private static String words(RegionHealth region) {
    return region.cell().state() + " " + region.since() + " " + region.told();
  }
}
