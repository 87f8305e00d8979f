package dev.modmedic.evidence;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/** States the facts an answer rests on. */
final class FactStatements {
  private FactStatements() {}

  static Map<String, String> of(Facts facts) {
    Map<String, String> statements = new LinkedHashMap<>();
    state(statements, "go.release", () -> facts.release().toString());
    state(statements, "os", facts::os);
    state(statements, "goproxy.list", () -> facts.go("GOPROXY"));
    state(statements, "goproxy.problem", facts::goproxyProblem);
    state(statements, "goproxy.fallback", () -> String.valueOf(facts.goproxy().hasFallback()));
    state(statements, "goprivate", () -> facts.go("GOPRIVATE"));
    state(statements, "gonoproxy", () -> facts.go("GONOPROXY"));
    state(statements, "gonosumdb", () -> facts.go("GONOSUMDB"));
    state(statements, "gosumdb", () -> facts.go("GOSUMDB"));
    state(statements, "gotoolchain", () -> facts.go("GOTOOLCHAIN"));
    state(statements, "http.proxy", () -> facts.httpProxyFor("proxy.golang.org"));
    state(statements, "resolvers", () -> String.join(" ", facts.resolvers()));
    state(statements, "module", facts::mainModule);
    state(statements, "disk.free", () -> bytes(facts.resource("diskFreeBytes")));
    return statements;
  }

  private static String bytes(double bytes) {
    return String.format(java.util.Locale.ROOT, "%.1f GiB", bytes / (1L << 30));
  }

  private static void state(Map<String, String> statements, String name, Supplier<String> value) {
    try {
      String known = Redaction.redact(value.get());
      if (!known.isEmpty()) {
        statements.put(name, known);
      }
    } catch (MissingInput unknown) {
      // nothing is stated that was not sent
    }
  }
}
