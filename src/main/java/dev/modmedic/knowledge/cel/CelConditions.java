package dev.modmedic.knowledge.cel;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.extensions.CelExtensions;
import dev.cel.extensions.CelStringExtensions;
import dev.cel.parser.CelParser;
import dev.cel.parser.CelParserFactory;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import dev.cel.runtime.CelUnknownSet;
import dev.modmedic.knowledge.Condition;
import dev.modmedic.knowledge.Situation;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Compiles conditions with CEL: typed, free of side effects, bounded in size and iterations.
 *
 * <p>The vocabulary is {@link Vocabulary}. A function whose input was not given makes the whole
 * condition lack that input, unless the other side of an {@code ||} or {@code &&} decides it.
 */
public final class CelConditions implements Condition.Compiler {
  private static final int LONGEST_CONDITION = 2_000;
  private static final int MOST_ITERATIONS = 10_000;
  private static final int MOST_REMEMBERED = 5_000;

  private static final CelOptions OPTIONS =
      CelOptions.current()
          .maxExpressionCodePointSize(LONGEST_CONDITION)
          .comprehensionMaxIterations(MOST_ITERATIONS)
          .enableUnknownTracking(true)
          .build();

  /** The faster runtime insists on this; the checker still refuses to compare unlike numbers. */
  private static final CelOptions RUNTIME_OPTIONS =
      OPTIONS.toBuilder().enableHeterogeneousNumericComparisons(true).build();

  private final CelStringExtensions strings = CelExtensions.strings();
  private final CelParser parser =
      CelParserFactory.standardCelParserBuilder()
          .setOptions(OPTIONS)
          .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
          .addLibraries(strings)
          .build();
  private final SharedChecker checker =
      new SharedChecker(
          OPTIONS,
          Stream.concat(Vocabulary.declarations().stream(), strings.functions().stream()).toList());

  /** The same words are the condition of many causes. */
  private final Map<String, Condition> compiled = new ConcurrentHashMap<>();

  private @Nullable CelRuntime runtime;

  @Override
  public Condition compile(String source) {
    Condition known = compiled.get(source);
    if (known == null) {
      known = compileAnew(source);
      if (compiled.size() < MOST_REMEMBERED) {
        compiled.put(source, known);
      }
    }
    return known;
  }

  private Condition compileAnew(String source) {
    try {
      return new CelCondition(source, checked(source), this::plan);
    } catch (CelValidationException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  private CelAbstractSyntaxTree checked(String source) throws CelValidationException {
    CelAbstractSyntaxTree parsed = parser.parse(source).getAst();
    CelAbstractSyntaxTree checked = checker.check(parsed);
    // Of a mistake, the library's own checker tells the place and the words.
    return checked == null ? compiler().check(parsed).getAst() : checked;
  }

  private CelCompiler compiler() {
    return CelCompilerFactory.standardCelCompilerBuilder()
        .setOptions(OPTIONS)
        .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
        .addLibraries(strings)
        .addFunctionDeclarations(Vocabulary.declarations())
        .setResultType(SimpleType.BOOL)
        .build();
  }

  private CelRuntime.Program plan(CelAbstractSyntaxTree checked) throws CelEvaluationException {
    return runtime().createProgram(checked);
  }

  /** Made when the first condition is asked: a start asks none. */
  private synchronized CelRuntime runtime() {
    CelRuntime made = runtime;
    if (made == null) {
      made =
          CelRuntimeFactory.plannerRuntimeBuilder()
              .setOptions(RUNTIME_OPTIONS)
              .addLibraries(strings)
              .addFunctionBindings(Vocabulary.bindings())
              .build();
      runtime = made;
    }
    return made;
  }

  /** Makes a condition ready to be evaluated. */
  private interface Planner {
    CelRuntime.Program plan(CelAbstractSyntaxTree checked) throws CelEvaluationException;
  }

  private static final class CelCondition implements Condition {
    private static final Answer HOLDS = new Answer.Holds();
    private static final Answer FAILS = new Answer.Fails();

    private final String source;
    private final CelAbstractSyntaxTree checked;
    private final Planner planner;
    private final Demands demands;
    private volatile CelRuntime.@Nullable Program program;

    CelCondition(String source, CelAbstractSyntaxTree checked, Planner planner) {
      this.source = source;
      this.checked = checked;
      this.planner = planner;
      this.demands = Demands.of(checked.getExpr());
    }

    @Override
    public String source() {
      return source;
    }

    @Override
    public boolean holds(Situation situation) {
      return demands.areKnown(situation) && ask(situation) instanceof Answer.Holds;
    }

    @Override
    public Answer ask(Situation situation) {
      return ScopedValue.where(Vocabulary.SITUATION, situation).call(this::evaluate);
    }

    private Answer evaluate() {
      try {
        return switch (program().eval()) {
          case Boolean yes when yes -> HOLDS;
          case CelUnknownSet unknown -> new Answer.Lacks(Vocabulary.missing(unknown));
          default -> FAILS;
        };
      } catch (CelEvaluationException e) {
        return new Answer.Lacks("a readable value: " + e.getMessage());
      }
    }

    /** Planned when first asked: most conditions never are, and a start has no time for them. */
    private CelRuntime.Program program() throws CelEvaluationException {
      CelRuntime.Program known = program;
      if (known == null) {
        known = planner.plan(checked);
        program = known;
      }
      return known;
    }
  }
}
