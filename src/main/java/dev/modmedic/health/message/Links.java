package dev.modmedic.health.message;

import java.util.UUID;

/**
 * Where receivers of messages find more.
 *
 * @param base where they reach the service, without a slash at the end; empty for paths alone
 */
public record Links(String base) {
  public Links {
    base = base.endsWith("/") ? base.substring(0, base.length() - 1) : base;
  }

  String target(UUID target) {
    return base + "/v1/targets/" + target;
  }

  String health() {
    return base + "/v1/health";
  }

  String transitions(UUID target) {
    return target(target) + "/transitions";
  }

  String cause(String code) {
    return base + "/v1/causes/" + code;
  }
}
