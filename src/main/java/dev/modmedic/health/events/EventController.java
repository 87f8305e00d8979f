package dev.modmedic.health.events;

import dev.modmedic.evidence.Language;
import dev.modmedic.health.Announcement;
import dev.modmedic.health.AnnouncementFilter;
import dev.modmedic.health.EventHub;
import dev.modmedic.knowledge.CurrentKnowledge;
import dev.modmedic.problem.ProblemException;
import dev.modmedic.problem.ProblemType;
import dev.modmedic.problem.Takes;
import dev.modmedic.region.RegionStore;
import dev.modmedic.region.WatchStore;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.json.JsonMapper;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.reactivestreams.Publisher;

/** Streams changes of states as they are told. */
@Controller("/v1/events")
final class EventController {
  private static final int PAGE = 100;
  private static final String HEARTBEAT = ": still here\n\n";

  /** Also tells the client how long to wait before it connects again. */
  private static final String GREETING = ": connected\nretry: 3000\n\n";

  private final EventHub hub;
  private final RegionStore regions;
  private final WatchStore targets;
  private final CurrentKnowledge knowledge;
  private final JsonMapper json;
  private final EventRules rules;
  private final EventStreams streams;

  EventController(
      EventHub hub,
      RegionStore regions,
      WatchStore targets,
      CurrentKnowledge knowledge,
      JsonMapper json,
      EventRules rules,
      EventStreams streams) {
    this.hub = hub;
    this.regions = regions;
    this.targets = targets;
    this.knowledge = knowledge;
    this.json = json;
    this.rules = rules;
    this.streams = streams;
  }

  @Takes({"target", "region", "state", "lastEventId"})
  @Get(produces = MediaType.TEXT_EVENT_STREAM, headRoute = false)
  @ExecuteOn(TaskExecutors.BLOCKING)
  HttpResponse<Publisher<byte[]>> stream(HttpRequest<?> request, Language language) {
    EventQuery query = EventQuery.of(request, regions, targets);
    long from = query.lastSeen().map(hub::positionOf).orElseGet(hub::now);
    if (streams.open() == streams.most()) {
      throw new ProblemException(
          ProblemType.TOO_MANY_STREAMS,
          "%d streams are open already; that is the most.".formatted(streams.most()));
    }
    Publisher<byte[]> events =
        new DemandPublisher<>(rules.patience(), sink -> run(sink, from, query.filter(), language));
    return HttpResponse.ok(events)
        .contentType(MediaType.TEXT_EVENT_STREAM_TYPE)
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        // Some reverse proxies would otherwise hold events back.
        .header("X-Accel-Buffering", "no");
  }

  /** Takes room only now, because an answer that nobody waits for any more is never streamed. */
  private void run(
      DemandPublisher.Sink<byte[]> sink, long from, AnnouncementFilter filter, Language language)
      throws InterruptedException {
    if (streams.enter()) {
      try {
        pump(sink, from, filter, language);
      } finally {
        streams.leave();
      }
    }
  }

  private void pump(
      DemandPublisher.Sink<byte[]> sink, long from, AnnouncementFilter filter, Language language)
      throws InterruptedException {
    long position = from;
    boolean open = sink.put(bytes(GREETING));
    while (open) {
      List<Announcement> page = hub.after(position, PAGE);
      for (Announcement change : page) {
        position = change.position();
        open = open && (!filter.passes(change) || sink.put(bytes(event(change, language))));
      }
      if (open && page.isEmpty() && !hub.await(position, rules.heartbeat())) {
        open = sink.put(bytes(HEARTBEAT));
      }
    }
  }

  /** JSON has no line break inside, so the data is one line. */
  private String event(Announcement change, Language language) {
    try {
      return "id: %s\nevent: transition\ndata: %s\n\n"
          .formatted(
              change.id(), json.writeValueAsString(EventView.of(change, knowledge, language)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
