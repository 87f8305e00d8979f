package dev.modmedic.knowledge.cel;

import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.modmedic.evidence.MissingInput;
import dev.modmedic.knowledge.Situation;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The questions of a condition that must have an answer if it is to hold, as read from its parts
 * joined by {@code &&}. To ask them alone is much cheaper than to evaluate the condition.
 * Immutable.
 */
final class Demands {
  private static final String AND = "_&&_";

  /** These may have a value although one of their arguments has none. */
  private static final Set<String> LENIENT = Set.of(AND, "_||_", "_?_:_", "@not_strictly_false");

  private final Set<Question> questions = new LinkedHashSet<>();

  private Demands(CelExpr condition) {
    conjunct(condition);
  }

  static Demands of(CelExpr condition) {
    return new Demands(condition);
  }

  /** A function of the vocabulary with what it is asked about; empty where it takes nothing. */
  private record Question(String function, String argument) {}

  /** Whether every input is there without which the condition cannot hold. */
  boolean areKnown(Situation situation) {
    try {
      questions.forEach(asked -> Vocabulary.ask(asked.function(), situation, asked.argument()));
      return true;
    } catch (MissingInput missing) {
      return false;
    }
  }

  private void conjunct(CelExpr part) {
    if (part.getKind() == Kind.CALL && part.call().function().equals(AND)) {
      part.call().args().forEach(this::conjunct);
    } else {
      strict(part);
    }
  }

  private void strict(CelExpr part) {
    switch (part.getKind()) {
      case CALL -> call(part.call());
      case SELECT -> strict(part.select().operand());
      case COMPREHENSION -> strict(part.comprehension().iterRange());
      case LIST -> part.list().elements().forEach(this::strict);
      case CONSTANT, IDENT, STRUCT, MAP, NOT_SET -> {
        // asks for nothing, or for what is not worth looking at
      }
    }
  }

  private void call(CelExpr.CelCall call) {
    if (LENIENT.contains(call.function())) {
      return;
    }
    List<CelExpr> arguments = call.args();
    if (Vocabulary.mayLack(call.function())) {
      if (arguments.isEmpty()) {
        questions.add(new Question(call.function(), ""));
      } else if (isText(arguments.getFirst())) {
        questions.add(new Question(call.function(), arguments.getFirst().constant().stringValue()));
      }
    }
    call.target().ifPresent(this::strict);
    arguments.forEach(this::strict);
  }

  private static boolean isText(CelExpr expression) {
    return expression.getKind() == Kind.CONSTANT
        && expression.constant().getKind() == CelConstant.Kind.STRING_VALUE;
  }
}
