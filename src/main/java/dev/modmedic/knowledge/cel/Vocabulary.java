package dev.modmedic.knowledge.cel;

import com.google.common.collect.ImmutableList;
import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.runtime.CelAttribute;
import dev.cel.runtime.CelAttribute.Qualifier;
import dev.cel.runtime.CelFunctionBinding;
import dev.cel.runtime.CelUnknownSet;
import dev.modmedic.evidence.Facts;
import dev.modmedic.evidence.MissingInput;
import dev.modmedic.knowledge.Situation;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** The functions a condition may call; {@code src/docs/knowledge.md} describes each. */
@SuppressWarnings("Immutable") // the functions below close over nothing that changes
final class Vocabulary {
  /** What the condition being evaluated asks about. */
  static final ScopedValue<Situation> SITUATION = ScopedValue.newInstance();

  /** Root of the names of inputs; a name itself may hold what no identifier may. */
  private static final CelAttribute INPUT = CelAttribute.create("input");

  private static final CelType TEXT = SimpleType.STRING;
  private static final CelType TRUTH = SimpleType.BOOL;
  private static final CelType NUMBER = SimpleType.DOUBLE;
  private static final CelType TEXTS = MapType.create(TEXT, TEXT);
  private static final CelType RECORDS = ListType.create(MapType.create(TEXT, SimpleType.DYN));

  private static final List<Word> WORDS =
      List.of(
          // what the signals of this cause caught, and what else stands in the log
          about("m", TEXT, (s, name) -> s.captures().getOrDefault(name, "")),
          about("caught", TRUTH, (s, name) -> s.captures().containsKey(name)),
          about("seen", TRUTH, (s, id) -> s.seen().test(id)),
          // inputs as they were sent
          asking("given", TRUTH, Facts::given),
          asking("go", TEXT, Facts::go),
          asking("env", TEXT, Facts::env),
          asking("res", NUMBER, Facts::resource),
          telling("gitConfig", TEXTS, Facts::gitConfig),
          telling("checks", RECORDS, Facts::checks),
          telling("os", TEXT, Facts::os),
          telling("command", TEXT, Facts::command),
          telling("exitCode", NUMBER, facts -> (double) facts.exitCode()),
          telling("goMod", TEXT, Facts::goMod),
          // what Go makes of them
          asking("goAtLeast", TRUTH, Facts::goAtLeast),
          asking("isPrivate", TRUTH, Facts::bypassesProxy),
          asking("skipsSumdb", TRUTH, Facts::skipsSumdb),
          asking("patternProblem", TEXT, Facts::patternProblem),
          telling("goproxyProblem", TEXT, Facts::goproxyProblem),
          telling("goproxyEntries", NUMBER, facts -> (double) facts.goproxyEntries()),
          telling("hasDirect", TRUTH, Facts::hasDirect),
          asking("fallsBack", TRUTH, Facts::fallsBack),
          asking("nextEntry", TEXT, Facts::nextEntry),
          asking("inGoproxy", TRUTH, Facts::inGoproxy),
          asking("httpProxyFor", TEXT, Facts::httpProxyFor),
          telling("httpProxyProblem", TEXT, Facts::httpProxyProblem),
          telling("mainModule", TEXT, Facts::mainModule),
          asking("inMainModule", TRUTH, Facts::inMainModule),
          telling("goDirective", TEXT, Facts::goDirective),
          // what the values are
          asking("isStd", TRUTH, Facts::isStd),
          asking("stdSince", TEXT, Facts::stdSince),
          asking("internalHost", TRUTH, Facts::isInternalHost),
          asking("publicHost", TRUTH, Facts::isPublicHost),
          asking("privateAddress", TRUTH, Facts::isPrivateAddress),
          asking("hostsAddress", TEXT, Facts::hostsAddress),
          asking("rewrittenBy", TEXT, Facts::rewrittenBy),
          asking("netrcHas", TRUTH, Facts::netrcHas),
          telling("resolvers", ListType.create(TEXT), Facts::resolvers));

  /** Those of them whose answer may be missing. */
  private static final Map<String, BiFunction<Situation, String, Object>> ASKING =
      WORDS.stream()
          .filter(word -> !Set.of("m", "caught", "seen", "given").contains(word.name()))
          .collect(Collectors.toUnmodifiableMap(Word::name, Word::answer));

  private Vocabulary() {}

  static List<CelFunctionDecl> declarations() {
    return WORDS.stream().map(Word::declaration).toList();
  }

  static List<CelFunctionBinding> bindings() {
    return WORDS.stream().map(Word::binding).toList();
  }

  /** Whether a function of this name asks for something that a client may not have sent. */
  static boolean mayLack(String function) {
    return ASKING.containsKey(function);
  }

  /**
   * What a function for which {@link #mayLack} is true answers.
   *
   * @throws MissingInput if what it asks for was not sent
   */
  static Object ask(String function, Situation situation, String argument) {
    return Objects.requireNonNull(ASKING.get(function), function).apply(situation, argument);
  }

  private record Word(
      String name,
      CelFunctionDecl declaration,
      CelFunctionBinding binding,
      BiFunction<Situation, String, Object> answer) {}

  private static Word about(
      String name, CelType result, BiFunction<Situation, String, Object> answer) {
    String overload = name + "_string";
    return new Word(
        name,
        CelFunctionDecl.newFunctionDeclaration(
            name, CelOverloadDecl.newGlobalOverload(overload, result, TEXT)),
        CelFunctionBinding.from(
            overload,
            String.class,
            argument -> known(() -> answer.apply(SITUATION.get(), argument))),
        answer);
  }

  private static Word asking(
      String name, CelType result, BiFunction<Facts, String, Object> answer) {
    return about(name, result, (situation, argument) -> answer.apply(situation.facts(), argument));
  }

  private static Word telling(String name, CelType result, Function<Facts, Object> answer) {
    String overload = name + "_nothing";
    return new Word(
        name,
        CelFunctionDecl.newFunctionDeclaration(
            name, CelOverloadDecl.newGlobalOverload(overload, result, ImmutableList.of())),
        CelFunctionBinding.from(
            overload,
            ImmutableList.of(),
            arguments -> known(() -> answer.apply(SITUATION.get().facts()))),
        (situation, none) -> answer.apply(situation.facts()));
  }

  /** The input that an unknown answer lacks; of several, the one asked for first. */
  static String missing(CelUnknownSet unknown) {
    return unknown.attributes().iterator().next().qualifiers().getLast().asString();
  }

  /** What was not sent is unknown to CEL, not an error: most conditions of a log alone ask so. */
  private static Object known(Supplier<Object> answer) {
    try {
      return answer.get();
    } catch (MissingInput missing) {
      return CelUnknownSet.create(INPUT.qualify(Qualifier.ofString(missing.input())));
    }
  }
}
