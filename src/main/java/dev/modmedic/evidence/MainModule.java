package dev.modmedic.evidence;

import dev.modmedic.go.GoMod;

/** The main module as its go.mod declares it. */
final class MainModule {
  private final Environment environment;

  MainModule(Environment environment) {
    this.environment = environment;
  }

  String text() {
    return environment.text("goMod").orElseThrow(() -> new MissingInput("goMod"));
  }

  GoMod goMod() {
    return GoMod.parse(text());
  }
}
