package dev.modmedic.probe.okhttp;

import okhttp3.Response;

/** Keeps OkHttp from asking again by itself; {@code go} does not either. */
final class OnceOnly {
  private static final int UNAVAILABLE = 503;

  private OnceOnly() {}

  /** A 503 that may be retried at once would be, before anyone saw it. */
  static Response of(Response response) {
    return response.code() == UNAVAILABLE && "0".equals(response.header("Retry-After"))
        ? response.newBuilder().removeHeader("Retry-After").build()
        : response;
  }
}
