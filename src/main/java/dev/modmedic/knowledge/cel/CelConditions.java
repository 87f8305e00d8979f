package dev.modmedic.knowledge.cel;

import dev.cel.bundle.Cel;
import dev.cel.bundle.CelFactory;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.SimpleType;
import dev.cel.extensions.CelExtensions;
import dev.cel.extensions.CelStringExtensions;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelUnknownSet;
import dev.modmedic.knowledge.Condition;
import dev.modmedic.knowledge.Situation;
import java.util.stream.Stream;

/**
 * Compiles conditions with CEL: typed, free of side effects, bounded in size and iterations.
 *
 * <p>The vocabulary is {@link Vocabulary}. A function whose input was not given makes the whole
 * condition lack that input, unless the other side of an {@code ||} or {@code &&} decides it.
 */
public final class CelConditions implements Condition.Compiler {
  private static final int LONGEST_CONDITION = 2_000;
  private static final int MOST_ITERATIONS = 10_000;

  private static final CelOptions OPTIONS =
      CelOptions.current()
          .maxExpressionCodePointSize(LONGEST_CONDITION)
          .comprehensionMaxIterations(MOST_ITERATIONS)
          .enableUnknownTracking(true)
          .build();

  private final CelStringExtensions strings = CelExtensions.strings();
  private final Cel cel =
      CelFactory.standardCelBuilder()
          .setOptions(OPTIONS)
          .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
          .addCompilerLibraries(strings)
          .addRuntimeLibraries(strings)
          .addFunctionDeclarations(Vocabulary.declarations())
          .addFunctionBindings(Vocabulary.bindings())
          .setResultType(SimpleType.BOOL)
          .build();
  private final SharedChecker checker =
      new SharedChecker(
          OPTIONS,
          Stream.concat(Vocabulary.declarations().stream(), strings.functions().stream()).toList());

  @Override
  public Condition compile(String source) {
    try {
      CelAbstractSyntaxTree checked = checked(source);
      return new CelCondition(source, cel.createProgram(checked), Demands.of(checked.getExpr()));
    } catch (CelValidationException | CelEvaluationException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  private CelAbstractSyntaxTree checked(String source) throws CelValidationException {
    CelAbstractSyntaxTree parsed = cel.parse(source).getAst();
    CelAbstractSyntaxTree checked = checker.check(parsed);
    // Of a mistake, the library's own checker tells the place and the words.
    return checked == null ? cel.check(parsed).getAst() : checked;
  }

  private record CelCondition(String source, CelRuntime.Program program, Demands demands)
      implements Condition {
    private static final Answer HOLDS = new Answer.Holds();
    private static final Answer FAILS = new Answer.Fails();

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
        return switch (program.eval()) {
          case Boolean yes when yes -> HOLDS;
          case CelUnknownSet unknown -> new Answer.Lacks(Vocabulary.missing(unknown));
          default -> FAILS;
        };
      } catch (CelEvaluationException e) {
        return new Answer.Lacks("a readable value: " + e.getMessage());
      }
    }
  }
}
