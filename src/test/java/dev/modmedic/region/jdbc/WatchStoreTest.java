package dev.modmedic.region.jdbc;

import static dev.modmedic.probe.ProbeKind.GOPROXY;
import static dev.modmedic.probe.ProbeKind.TCP;
import static dev.modmedic.probe.ProbeKind.TLS;
import static dev.modmedic.region.jdbc.Scene.WORKSPACE;
import static dev.modmedic.region.jdbc.Scene.kept;
import static dev.modmedic.region.jdbc.Scene.order;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.modmedic.region.Assignment;
import dev.modmedic.region.Order;
import dev.modmedic.region.Region;
import dev.modmedic.region.Watch;
import dev.modmedic.region.WatchStore.Outcome;
import dev.modmedic.request.KeyReused;
import dev.modmedic.request.RequestKey;
import dev.modmedic.testing.PostgresExtension;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(PostgresExtension.class)
class WatchStoreTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static int made;

  private Scene scene;
  private SettableClock clock;
  private String north;
  private String south;

  @BeforeEach
  void prepare(DataSource dataSource) {
    clock = new SettableClock(Instant.parse("2026-11-27T12:00:00Z"));
    scene = new Scene(dataSource, clock);
    made++;
    north = "north-" + made;
    south = "south-" + made;
    scene.createRegion(north);
    scene.createRegion(south);
  }

  private Order here(String name, List<String> regions) {
    return order(name + made, MINUTE, regions, TCP, TLS);
  }

  @Test
  void aWatchIsReadBackAsItWasKept() {
    Watch watch = scene.create(here("read", List.of(north, "local")));

    assertThat(scene.watchStore.find(WORKSPACE, watch.id())).contains(watch);
  }

  @Test
  void eachKindInEachRegionIsAnAssignment() {
    Watch watch = scene.create(here("each", List.of(north, south)));

    assertThat(scene.inForce(north))
        .extracting(Assignment::kind)
        .containsExactlyInAnyOrder(TCP, TLS);
    assertThat(scene.inForce(south))
        .hasSize(2)
        .allSatisfy(assignment -> {
          assertThat(assignment.target()).isEqualTo(watch.target());
          assertThat(assignment.interval()).isEqualTo(MINUTE);
          assertThat(assignment.vantage().region()).isEqualTo(south);
        });
  }

  @Test
  void aThousandMoreAssignmentsShiftNoOthers() {
    scene.create(here("first", List.of(north)));
    Map<Assignment, Instant> before = nextDue();

    for (int i = 0; i < 250; i++) {
      scene.create(order("more" + made + "-" + i, MINUTE, List.of(north, south), TCP, TLS));
    }

    assertThat(scene.inForce(north).size() + scene.inForce(south).size()).isEqualTo(1_002);
    assertThat(nextDue()).containsAllEntriesOf(before);
  }

  private Map<Assignment, Instant> nextDue() {
    return scene.inForce(north).stream()
        .collect(Collectors.toMap(a -> a, a -> a.schedule().after(clock.instant())));
  }

  @Test
  void aChangeOfHowKeepsAssignments() {
    Watch watch = scene.create(here("how", List.of(north)));
    List<Assignment> before = scene.inForce(north);

    change(watch, order -> withUrl(order, "https://elsewhere.example"));

    assertThat(scene.inForce(north))
        .extracting(Assignment::id)
        .containsExactlyElementsOf(before.stream().map(Assignment::id).toList());
    assertThat(scene.inForce(north))
        .allSatisfy(a -> assertThat(a.target().url()).hasHost("elsewhere.example"));
  }

  @Test
  void anotherRegionLeavesTheFirstAlone() {
    Watch watch = scene.create(here("region", List.of(north)));
    List<Assignment> before = scene.inForce(north);

    change(watch, order -> withRegions(order, List.of(north, south)));
    assertThat(scene.inForce(north)).isEqualTo(before);
    assertThat(scene.inForce(south)).hasSize(2);

    change(watch, order -> withRegions(order, List.of(south)));
    assertThat(scene.inForce(north)).isEmpty();
  }

  @Test
  void anotherIntervalMakesNewAssignments() {
    Watch watch = scene.create(here("interval", List.of(north)));
    List<Assignment> before = scene.inForce(north);

    clock.advance(Duration.ofHours(1));
    change(watch, order -> withInterval(order, Duration.ofMinutes(5)));

    assertThat(scene.inForce(north)).hasSize(2).doesNotContainAnyElementsOf(before);
    assertThat(
            scene.texts(
                "select ended_at = ?::timestamptz from assignment where id = ?",
                clock.instant().toString(),
                before.getFirst().id()))
        .containsExactly("t");
  }

  @Test
  void aPausedWatchHasNoAssignments() {
    Watch watch = scene.create(here("paused", List.of(north)));

    change(watch, order -> withPaused(order, true));
    assertThat(scene.inForce(north)).isEmpty();

    change(watch, order -> withPaused(order, false));
    assertThat(scene.inForce(north)).hasSize(2);
  }

  @Test
  void everyChangeOfWhatARegionDoesRaisesItsVersion() {
    String before = scene.assignments.version(WORKSPACE, north);
    String other = scene.assignments.version(WORKSPACE, south);

    Watch watch = scene.create(here("version", List.of(north)));
    String made = scene.assignments.version(WORKSPACE, north);
    change(watch, order -> withUrl(order, "https://elsewhere.example"));
    String changed = scene.assignments.version(WORKSPACE, north);
    scene.watchStore.delete(WORKSPACE, watch.id(), null);
    String deleted = scene.assignments.version(WORKSPACE, north);

    assertThat(List.of(before, made, changed, deleted)).doesNotHaveDuplicates();
    assertThat(scene.assignments.version(WORKSPACE, south)).isEqualTo(other);
  }

  @Test
  void anEgressIsProbedByTheRegionItGoesVia() {
    String tunnel = "tunnel-" + made;
    URI proxy = URI.create("socks5://192.0.2.7:1080");
    scene.createRegion(new Region(tunnel, Region.Kind.EGRESS, "Tunnel", north, proxy));
    String before = scene.assignments.version(WORKSPACE, north);

    scene.create(here("egress", List.of(tunnel)));

    assertThat(scene.inForce(north))
        .hasSize(2)
        .allSatisfy(assignment -> {
          assertThat(assignment.vantage().region()).isEqualTo(tunnel);
          assertThat(assignment.vantage().egress()).isEqualTo(proxy);
        });
    assertThat(scene.assignments.version(WORKSPACE, north)).isNotEqualTo(before);
    assertThat(scene.inForce(tunnel)).isEmpty();
  }

  @Test
  void aChangeOfAnOldVersionIsRefused() {
    Watch watch = scene.create(here("old", List.of(north)));
    change(watch, order -> withPaused(order, true));

    assertThat(
            scene.watches.change(
                WORKSPACE, watch.id(), watch.version(), order -> withPaused(order, false)))
        .isEqualTo(new Outcome.Outdated(2));
    assertThat(scene.watchStore.replace(WORKSPACE, watch)).isEqualTo(new Outcome.Outdated(2));
    assertThat(scene.watchStore.delete(WORKSPACE, watch.id(), 1L))
        .isEqualTo(new Outcome.Outdated(2));
  }

  @Test
  void aChangeThatChangesNothingKeepsTheVersion() {
    Watch watch = scene.create(here("same", List.of(north)));

    assertThat(change(watch, order -> order)).isEqualTo(watch);
  }

  @Test
  void aNameIsTakenOnce() {
    scene.create(here("name", List.of(north)));
    Watch other = scene.create(here("other", List.of(north)));

    assertThat(scene.watches.create(WORKSPACE, here("name", List.of(north)), null))
        .isInstanceOf(Outcome.NameTaken.class);
    assertThat(
            scene.watches.change(
                WORKSPACE, other.id(), null, order -> here("name", List.of(north))))
        .isInstanceOf(Outcome.NameTaken.class);
    assertThat(scene.watchStore.find(WORKSPACE, other.id())).contains(other);
  }

  @Test
  void aRepeatedRequestMakesOneTarget() {
    RequestKey key = key("key-" + made, "hash");
    Order order = here("repeated", List.of(north));

    Watch first = kept(scene.watches.create(WORKSPACE, order, key));
    assertThat(scene.watches.create(WORKSPACE, order, key)).isEqualTo(new Outcome.Repeated(first));
    assertThatThrownBy(() -> scene.watches.create(WORKSPACE, order, key(key.key(), "other")))
        .isInstanceOf(KeyReused.class);
    assertThat(scene.inForce(north)).hasSize(2);
  }

  private static RequestKey key(String key, String hash) {
    return new RequestKey("/v1/targets", key, hash);
  }

  @Test
  void aKeyOfARefusedRequestIsFree() {
    RequestKey key = key("free-" + made, "hash");
    scene.create(here("taken", List.of(north)));

    assertThat(scene.watches.create(WORKSPACE, here("taken", List.of(north)), key))
        .isInstanceOf(Outcome.NameTaken.class);
    kept(scene.watches.create(WORKSPACE, here("free", List.of(north)), key));
  }

  @Test
  void aDeletedTargetTakesItsAssignmentsAlong() {
    Watch watch = scene.create(here("deleted", List.of(north, "local")));

    assertThat(scene.watchStore.delete(WORKSPACE, watch.id(), null))
        .isEqualTo(new Outcome.Kept(watch));
    assertThat(scene.watchStore.find(WORKSPACE, watch.id())).isEmpty();
    assertThat(scene.watchStore.delete(WORKSPACE, watch.id(), null))
        .isInstanceOf(Outcome.Unknown.class);
    assertThat(scene.count("select count(*) from assignment where target_id = ?", watch.id()))
        .isZero();
  }

  @Test
  void pagesGoByName() {
    scene.create(order("page" + made + "-b", MINUTE, List.of(north), GOPROXY));
    scene.create(order("page" + made + "-a", MINUTE, List.of(north), GOPROXY));
    scene.create(order("page" + made + "-c", MINUTE, List.of(north), GOPROXY));

    assertThat(scene.watchStore.list(WORKSPACE, "page" + made + "-a", 1))
        .extracting(watch -> watch.target().name())
        .containsExactly("page" + made + "-b");
  }

  private Watch change(Watch watch, UnaryOperator<Order> change) {
    return kept(scene.watches.change(WORKSPACE, watch.id(), null, change));
  }

  private static Order withUrl(Order order, String url) {
    return new Order(
        order.name(),
        order.type(),
        URI.create(url),
        order.kinds(),
        order.regions(),
        order.interval(),
        order.paused(),
        order.settings());
  }

  private static Order withRegions(Order order, List<String> regions) {
    return new Order(
        order.name(),
        order.type(),
        order.url(),
        order.kinds(),
        regions,
        order.interval(),
        order.paused(),
        order.settings());
  }

  private static Order withInterval(Order order, Duration interval) {
    return new Order(
        order.name(),
        order.type(),
        order.url(),
        order.kinds(),
        order.regions(),
        interval,
        order.paused(),
        order.settings());
  }

  private static Order withPaused(Order order, boolean paused) {
    return new Order(
        order.name(),
        order.type(),
        order.url(),
        order.kinds(),
        order.regions(),
        order.interval(),
        paused,
        order.settings());
  }
}
