package dev.modmedic.problem;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Every kind of problem a client can meet; the names are API and never change. */
public enum ProblemType {
  NOT_JSON(400, "The body is not JSON", "The detail gives line and column of the first mistake."),
  TOO_DEEP(
      400,
      "The JSON is nested too deeply",
      "Objects and lists may stand in each other 64 levels deep; an environment needs three."),
  DUPLICATE_KEY(
      400,
      "A key of a JSON object is given twice",
      "It would be unclear which value counts, so neither is taken."),
  INVALID_FIELD(
      400,
      "A field of the body is not what it should be",
      "Each error names the field by its JSON pointer (RFC 6901)."),
  EMPTY_BODY(
      400,
      "The body is empty",
      "Post the output of the failed command, for example: go build ./... 2>&1 | curl"
          + " --data-binary @- URL/v1/diagnoses"),
  NOTHING_TO_DIAGNOSE(
      400,
      "There is neither a log nor an environment",
      "Send a log with at least one character that is not blank, or an environment, or both."),
  NOTHING_NEW(
      400,
      "There is nothing to add",
      "Send more log, more of the environment, or the outcome of a check that was suggested."),
  INVALID_PARAMETER(
      400,
      "A parameter is not what it should be",
      "Each error names the parameter of the query or the path, or the header."),
  BAD_CURSOR(
      400,
      "The cursor does not belong to this list",
      "Use the value of next from the page before, with the same filters, unchanged."),
  IDEMPOTENCY_KEY_INVALID(
      400,
      "The Idempotency-Key cannot be used",
      "It is 1 to 255 visible ASCII characters; a UUID is a good one."),
  BAD_REQUEST(400, "The request cannot be understood", "The request breaks a rule of HTTP."),
  INVALID_RULES(
      400,
      "The draft of rules holds mistakes",
      "Each error names the file, the line and what is wrong there."),
  NO_SUCH_PATH(404, "There is nothing at this path", "GET / lists what can be called."),
  UNKNOWN_DIAGNOSIS(
      404,
      "There is no such diagnosis",
      "It never existed, was deleted, or is past its retention."),
  UNKNOWN_CAUSE(404, "There is no such cause", "GET /v1/causes lists every code."),
  UNKNOWN_TARGET(404, "There is no such target", "GET /v1/targets lists those there are."),
  UNKNOWN_REGION(404, "There is no such region", "GET /v1/regions lists those there are."),
  UNKNOWN_AGENT(404, "There is no such agent", "GET /v1/agents lists those there are."),
  AGENT_REFUSED(
      401,
      "The agent's token is not known, or it was revoked",
      "Send Authorization: Bearer with the token that POST /v1/agents gave once. A revoked token"
          + " stays worthless; make another agent."),
  UNKNOWN_WEBHOOK(
      404,
      "There is no such webhook",
      "It never existed or was removed. GET /v1/webhooks lists all."),
  UNKNOWN_MAINTENANCE(
      404,
      "There is no such maintenance window",
      "It never existed or was removed. GET /v1/maintenance lists all."),
  METHOD_NOT_ALLOWED(
      405, "This path does not take this method", "The Allow header lists those it takes."),
  NOT_ACCEPTABLE(
      406,
      "None of the accepted media types can be given",
      "The detail lists those that can be given. Without Accept the usual one is."),
  IDEMPOTENCY_KEY_REUSED(
      409,
      "The Idempotency-Key was used for a different request",
      "A key stands for one request. Use a new key for a new body."),
  NAME_TAKEN(409, "The name is taken", "Choose another, or change the one that has it."),
  REGION_IN_USE(
      409,
      "The region is in use",
      "Take it out of every target, revoke its agents, and erase the egress regions that go via"
          + " it."),
  NOT_PROBED_THERE(
      409,
      "The target is not probed like that from there",
      "It is paused, or the region or the kind of probe is not among its own."),
  OUTDATED(
      412,
      "What was to be changed has changed meanwhile",
      "Get it again, look at what changed, and repeat with the new ETag."),
  WEBHOOK_DISABLED(
      409, "The webhook is switched off", "Switch it on first: PATCH it with {\"enabled\": true}."),
  TOO_LARGE(
      413,
      "The body is too large",
      "At most 16 MiB are taken, unpacked. Of a log, send the end, which usually holds the cause:"
          + " tail -c 16000000."),
  UNSUPPORTED_MEDIA_TYPE(
      415,
      "The body's media type is not supported",
      "The detail lists those that are taken; nearly everywhere it is application/json alone."),
  UNSUPPORTED_ENCODING(
      415,
      "The body's Content-Encoding is not supported",
      "Send the body as it is, or packed once: with gzip or deflate."),
  HEAD_TOO_LARGE(
      431,
      "The head of the request is too large",
      "The request line may have 16 KiB, the headers together 8 KiB."),
  REPLAY_RUNNING(
      429,
      "Another replay is under way",
      "One replay runs at a time, for less than half a minute. Try again then."),
  TOO_MANY_RUNS(
      429,
      "Too many runs that were asked for wait already",
      "They are made within seconds where probers are at work; look at GET /v1/regions."),
  TOO_MANY_STREAMS(
      429,
      "Too many streams of events are open",
      "Close some, or let the operator raise MODMEDIC_EVENTS_STREAMS."),
  INTERNAL_ERROR(
      500,
      "ModMedic failed",
      "The fault is ours. The errorId is in the server's log beside the reason."),
  STORE_UNAVAILABLE(
      503,
      "The database cannot be reached",
      "Diagnosing goes on without it; looking up earlier diagnoses does not. Try again later.");

  private final int status;
  private final String title;
  private final String advice;

  ProblemType(int status, String title, String advice) {
    this.status = status;
    this.title = title;
    this.advice = advice;
  }

  public int status() {
    return status;
  }

  public String title() {
    return title;
  }

  /** What a client can do about it. */
  public String advice() {
    return advice;
  }

  /** The last element of the type URI: {@code not-json}. */
  public String slug() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  public String uri() {
    return "/problems/" + slug();
  }

  public static Optional<ProblemType> named(String slug) {
    return Arrays.stream(values()).filter(type -> type.slug().equals(slug)).findFirst();
  }
}
