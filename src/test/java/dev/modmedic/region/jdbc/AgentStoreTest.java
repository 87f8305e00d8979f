package dev.modmedic.region.jdbc;

import static dev.modmedic.probe.ProbeKind.TCP;
import static dev.modmedic.region.jdbc.Scene.WORKSPACE;
import static dev.modmedic.region.jdbc.Scene.order;
import static org.assertj.core.api.Assertions.assertThat;

import dev.modmedic.region.Agent;
import dev.modmedic.region.AgentToken;
import dev.modmedic.region.Agents.Admission;
import dev.modmedic.region.Agents.Admission.Admitted;
import dev.modmedic.region.Region;
import dev.modmedic.region.RegionStore.Creation;
import dev.modmedic.region.RegionStore.Deletion;
import dev.modmedic.region.ServerLink.SyncAnswer;
import dev.modmedic.region.ServerLink.SyncRequest;
import dev.modmedic.region.Watch;
import dev.modmedic.testing.PostgresExtension;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(PostgresExtension.class)
class AgentStoreTest {
  private static int made;

  private Scene scene;
  private SettableClock clock;
  private String region;
  private Admitted one;
  private Admitted two;

  @BeforeEach
  void prepare(DataSource dataSource) {
    clock = new SettableClock(Instant.parse("2026-11-27T12:00:00Z"));
    scene = new Scene(dataSource, clock);
    region = "agents-" + ++made;
    scene.createRegion(region);
    one = scene.admit(region, "one");
    two = scene.admit(region, "two");
  }

  private SyncAnswer sync(Admitted agent, String version, boolean leaving) {
    return scene.agents.sync(
        agent.agent(),
        new SyncRequest(version, "1.0", clock.instant().plusMillis(1_500), true, 3, 1, leaving));
  }

  @Test
  void anAgentIsKnownByItsTokenUntilItIsRevoked() {
    assertThat(scene.agentStore.find(one.token())).contains(one.agent());
    assertThat(scene.agentStore.find(new AgentToken("mma_other"))).isEmpty();

    assertThat(scene.agents.revoke(WORKSPACE, one.agent().id())).isTrue();
    assertThat(scene.agentStore.find(one.token())).isEmpty();
  }

  @Test
  void aRevokedAgentIsForgottenLater() {
    scene.agents.revoke(WORKSPACE, one.agent().id());

    scene.agentStore.forgetRevoked(clock.instant());
    assertThat(scene.agentStore.list(WORKSPACE)).extracting(Agent::id).contains(one.agent().id());

    scene.agentStore.forgetRevoked(clock.instant().plusMillis(1));
    assertThat(scene.agentStore.list(WORKSPACE))
        .extracting(Agent::id)
        .contains(two.agent().id())
        .doesNotContain(one.agent().id());
  }

  @Test
  void tokensAreKeptAsHashesOnly() {
    assertThat(one.token().text()).hasSizeGreaterThan(43).startsWith("mma_");
    assertThat(one.token().toString()).isEqualTo("mma_…");
    assertThat(
            scene.count(
                "select count(*) from agent where token_hash = sha256(?::text::bytea)",
                one.token().text()))
        .isEqualTo(1);
  }

  @Test
  void onlyRegionsOfAgentsTakeAgents() {
    assertThat(scene.agents.admit(WORKSPACE, "local", "x", null))
        .isEqualTo(new Admission.NoRegion());
    assertThat(scene.agents.admit(WORKSPACE, "nowhere", "x", null))
        .isEqualTo(new Admission.NoRegion());
  }

  @Test
  void ofTwoAgentsOneIsActive() {
    assertThat(sync(one, "", false).active()).isTrue();
    assertThat(sync(two, "", false).active()).isFalse();
    clock.advance(Duration.ofSeconds(10));
    assertThat(sync(one, "", false).active()).isTrue();
    assertThat(sync(two, "", false).active()).isFalse();
  }

  @Test
  void anAgentThatLeavesIsFollowedAtOnce() {
    sync(one, "", false);
    assertThat(sync(one, "", true).active()).isFalse();
    assertThat(sync(two, "", false).active()).isTrue();
    assertThat(sync(one, "", false).active()).isFalse();
  }

  @Test
  void aStandbyThatLeavesChangesNothing() {
    sync(one, "", false);
    sync(two, "", true);
    assertThat(sync(one, "", false).active()).isTrue();
  }

  @Test
  void aSilentAgentIsFollowedWhenItsLeaseEnds() {
    sync(one, "", false);
    Duration lease = Duration.ofSeconds(30); // three times the usual time between two calls
    clock.advance(lease.minusMillis(1));
    assertThat(sync(two, "", false).active()).isFalse();
    clock.advance(Duration.ofMillis(1));
    assertThat(sync(two, "", false).active()).isTrue();
  }

  @Test
  void anAgentThatIsCutOffGoesOnByItself() {
    assertThat(sync(one, "", false).activeFor()).isEqualTo(Duration.ofHours(24));
    assertThat(sync(two, "", false).activeFor()).isZero();
  }

  @Test
  void aRevokedAgentIsFollowedAtOnce() {
    sync(one, "", false);
    scene.agents.revoke(WORKSPACE, one.agent().id());
    assertThat(sync(two, "", false).active()).isTrue();
  }

  @Test
  void assignmentsComeOnceForEachVersion() {
    scene.create(order("agents" + made, Duration.ofMinutes(1), List.of(region), TCP));
    SyncAnswer first = sync(one, "", false);
    assertThat(first.assignments()).isEqualTo(scene.inForce(region));

    assertThat(sync(one, first.assignmentsVersion(), false).assignments()).isNull();

    scene.create(order("more" + made, Duration.ofMinutes(1), List.of(region), TCP));
    SyncAnswer next = sync(one, first.assignmentsVersion(), false);
    assertThat(next.assignments()).hasSize(2);
    assertThat(next.assignmentsVersion()).isNotEqualTo(first.assignmentsVersion());
  }

  @Test
  void aRunThatWasAskedForGoesToOneAgentAtATime() {
    Watch watch = scene.create(order("now" + made, Duration.ofMinutes(1), List.of(region), TCP));
    assertThat(scene.ask(watch.id(), region, clock.instant(), 10)).isPresent();

    SyncAnswer answer = sync(two, "", false);
    assertThat(answer.now())
        .singleElement()
        .satisfies(requested -> {
          assertThat(requested.assignment()).isEqualTo(scene.inForce(region).getFirst());
          assertThat(requested.due()).isEqualTo(clock.instant());
        });
    assertThat(sync(one, "", false).now()).isEmpty();
    clock.advance(Duration.ofMinutes(1));
    assertThat(sync(one, "", false).now()).hasSize(1);
  }

  @Test
  void whatAnAgentSaysOfItselfIsKept() {
    sync(one, "", false);

    assertThat(scene.agentStore.list(WORKSPACE))
        .filteredOn(agent -> agent.id().equals(one.agent().id()))
        .extracting(Agent::report)
        .containsExactly(
            new Agent.Report(clock.instant(), "1.0", true, 3, 1, Duration.ofMillis(1_500)));
    assertThat(scene.regions.statuses(WORKSPACE, clock.instant()))
        .filteredOn(status -> status.region().name().equals(region))
        .singleElement()
        .satisfies(status -> {
          assertThat(status.agents()).isEqualTo(2);
          assertThat(status.activeAgent()).isEqualTo(one.agent().id());
          assertThat(status.lastSeenAt()).isEqualTo(clock.instant());
        });
  }

  @Test
  void aRegionGoesWhenNothingUsesIt() {
    URI proxy = URI.create("http://192.0.2.9:3128");
    Region tunnel = new Region("via-" + region, Region.Kind.EGRESS, "", region, proxy);
    scene.createRegion(tunnel);
    Watch watch = scene.create(order("gone" + made, Duration.ofMinutes(1), List.of(region), TCP));

    assertThat(scene.regions.delete(WORKSPACE, region)).isEqualTo(Deletion.HAS_TARGETS);
    scene.watchStore.delete(WORKSPACE, watch.id(), null);
    assertThat(scene.regions.delete(WORKSPACE, region)).isEqualTo(Deletion.HAS_AGENTS);
    scene.agents.revoke(WORKSPACE, one.agent().id());
    scene.agents.revoke(WORKSPACE, two.agent().id());
    assertThat(scene.regions.delete(WORKSPACE, region)).isEqualTo(Deletion.HAS_EGRESSES);
    assertThat(scene.regions.delete(WORKSPACE, tunnel.name())).isEqualTo(Deletion.DELETED);
    assertThat(scene.regions.delete(WORKSPACE, region)).isEqualTo(Deletion.DELETED);
    assertThat(scene.regions.delete(WORKSPACE, region)).isEqualTo(Deletion.UNKNOWN);
    assertThat(scene.regions.delete(WORKSPACE, "local")).isEqualTo(Deletion.BUILT_IN);
  }

  @Test
  void anEgressGoesViaARegionThatIsNone() {
    URI proxy = URI.create("http://192.0.2.9:3128");
    Region tunnel = new Region("first-" + region, Region.Kind.EGRESS, "", region, proxy);
    scene.createRegion(tunnel);

    assertThat(create(new Region("x", Region.Kind.EGRESS, "", tunnel.name(), proxy)))
        .isEqualTo(Creation.VIA_UNFIT);
    assertThat(create(new Region("x", Region.Kind.EGRESS, "", "nowhere", proxy)))
        .isEqualTo(Creation.VIA_UNFIT);
    assertThat(create(tunnel)).isEqualTo(Creation.NAME_TAKEN);
  }

  private Creation create(Region wanted) {
    return scene.regions.create(WORKSPACE, wanted, clock.instant(), null);
  }
}
