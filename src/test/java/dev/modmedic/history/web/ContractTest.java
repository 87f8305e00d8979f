package dev.modmedic.history.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modmedic.problem.ProblemType;
import dev.modmedic.problem.Takes;
import dev.modmedic.testing.Answer;
import dev.modmedic.testing.Api;
import dev.modmedic.testing.WithDatabase;
import io.micronaut.http.HttpMethod;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.web.router.Router;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.parser.OpenAPIV3Parser;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@MicronautTest(transactional = false)
class ContractTest implements WithDatabase {
  private static final OpenAPI CONTRACT =
      new OpenAPIV3Parser().read(Path.of("openapi/modmedic.yaml").toUri().toString());

  @Inject Router router;
  @Inject Api api;

  @Test
  void routesAndContractAreTheSame() {
    Set<String> routes =
        router
            .uriRoutes()
            .filter(route -> route.getHttpMethod() != HttpMethod.HEAD)
            .map(route -> route.getHttpMethod() + " " + route.getUriMatchTemplate().toPathString())
            .collect(Collectors.toSet());

    assertThat(routes).isEqualTo(operations());
  }

  @Test
  void everyRouteRefusesParametersItDoesNotKnow() {
    assertThat(router.uriRoutes().filter(route -> route.getHttpMethod() != HttpMethod.HEAD))
        .allSatisfy(route -> {
          String path = route.getUriMatchTemplate().toPathString().replaceAll("\\{[^}]*}", "x");
          Answer answer = api.send(route.getHttpMethodName(), path + "?colour=red&limits=1");

          assertThat(answer.status()).as(answer.body()).isEqualTo(400);
          assertThat(answer.at("/type")).isEqualTo("/problems/invalid-parameter");
          assertThat(answer.at("/errors/0/parameter")).isIn("colour", "limits");
        });
  }

  @Test
  void routesTakeTheParametersOfTheContract() {
    Map<String, Set<String>> taken = new TreeMap<>();
    router
        .uriRoutes()
        .filter(route -> route.getHttpMethod() != HttpMethod.HEAD)
        .forEach(route ->
            taken.put(
                route.getHttpMethod() + " " + route.getUriMatchTemplate().toPathString(),
                Set.of(route.getAnnotationMetadata().stringValues(Takes.class))));
    Map<String, Set<String>> contract = new TreeMap<>();
    CONTRACT
        .getPaths()
        .forEach((path, item) ->
            item.readOperationsMap()
                .forEach((method, operation) ->
                    contract.put(method + " " + path, queryParameters(operation))));

    assertThat(taken).isEqualTo(contract);
  }

  private static Set<String> queryParameters(Operation operation) {
    return Objects.requireNonNullElse(operation.getParameters(), List.<Parameter>of()).stream()
        .map(parameter -> {
          @Nullable String reference = parameter.get$ref();
          return reference == null
              ? parameter
              : Objects.requireNonNull(
                  CONTRACT
                      .getComponents()
                      .getParameters()
                      .get(reference.substring(reference.lastIndexOf('/') + 1)));
        })
        .filter(parameter -> "query".equals(parameter.getIn()))
        .map(Parameter::getName)
        .collect(Collectors.toSet());
  }

  @Test
  void theFirstPageListsWhatTheContractHas() {
    Set<String> listed =
        Pattern.compile("(?m)^  ([A-Z]+) +(/\\S*)$")
            .matcher(api.get("/").body())
            .results()
            .map(line -> line.group(1) + " " + line.group(2))
            .collect(Collectors.toSet());

    assertThat(listed).isEqualTo(operations());
  }

  private static Set<String> operations() {
    return CONTRACT.getPaths().entrySet().stream()
        .flatMap(path ->
            path.getValue().readOperationsMap().keySet().stream()
                .map(method -> method + " " + path.getKey()))
        .collect(Collectors.toSet());
  }

  @Test
  void everyKindOfProblemIsInTheContract() {
    Schema<?> problem =
        Objects.requireNonNull(CONTRACT.getComponents().getSchemas().get("Problem"));
    Schema<?> type = Objects.requireNonNull(problem.getProperties().get("type"));

    Set<String> contract = type.getEnum().stream().map(String::valueOf).collect(Collectors.toSet());

    assertThat(contract)
        .containsExactlyInAnyOrder(
            Arrays.stream(ProblemType.values()).map(ProblemType::uri).toArray(String[]::new));
  }

  @Test
  void everyExampleOfTheContractIsThere() throws IOException {
    Path contract = Path.of("openapi/modmedic.yaml");

    Matcher examples =
        Pattern.compile("externalValue: ([^ }]+)").matcher(Files.readString(contract));

    assertThat(examples.results().map(example -> contract.resolveSibling(example.group(1))))
        .isNotEmpty()
        .allSatisfy(example -> assertThat(example).exists());
  }
}
