package io.pipemill.mapping.cel;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelIssue;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.common.types.CelType;
import dev.cel.compiler.CelCompiler;
import io.pipemill.mapping.check.Findings;
import io.pipemill.mapping.check.NearWord;
import io.pipemill.mapping.yaml.Place;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A CEL expression, compiled. Numbers are exact decimals: dev.cel parses and type-checks, with
 * every number literal rewritten to a decimal before the check; evaluation walks a tree of nodes
 * over BigDecimal, which is also several times faster than the interpreter.
 */
public final class CelExpression {
  static final int MOST_LOCALS = 8;
  private static final Pattern QUOTED = Pattern.compile("'([^']+)'");

  /** What an expression gives. */
  public enum Type {
    DECIMAL,
    TEXT,
    BOOLEAN,
    DATE,
    INSTANT,
    /** Known only when it runs: a column's value. */
    ANY,
    /** A list or object, which no field can take. */
    OTHER
  }

  private final String text;
  private final CelNode node;
  private final Type type;
  private final Set<String> reads;

  private CelExpression(String text, CelNode node, Type type, Set<String> reads) {
    this.text = text;
    this.node = node;
    this.type = type;
    this.reads = reads;
  }

  /**
   * Parses, checks and compiles.
   *
   * @param at place of the expression in the mapping file
   * @return null (and findings) if it is wrong
   */
  public static @Nullable CelExpression compile(
      String text, CelScope scope, Place at, Findings findings) {
    CelCompiler compiler = scope.compiler();
    try {
      CelValidationResult parsed = compiler.parse(text);
      if (parsed.hasError()) {
        issues(parsed.getErrors(), text, scope, at, findings);
        return null;
      }
      CelValidationResult checked = compiler.check(Literals.rewrite(parsed.getAst(), text));
      if (checked.hasError()) {
        issues(checked.getErrors(), text, scope, at, findings);
        return null;
      }
      CelAbstractSyntaxTree ast = checked.getAst();
      NodeBuilder nodes = new NodeBuilder(ast, scope);
      CelNode node = nodes.build(ast.getExpr());
      scope.read(CanonicalReads.of(ast.getExpr(), scope), at);
      return new CelExpression(text, node, type(ast.getResultType()), nodes.reads());
    } catch (CelValidationException e) {
      issues(e.getErrors(), text, scope, at, findings);
    } catch (NotInSubset e) {
      findings.error(
          at,
          "MAP-031",
          text,
          "the part of CEL that mappings have",
          String.valueOf(e.getMessage()));
    }
    return null;
  }

  public @Nullable Object eval(CelFrame frame) {
    return node.eval(frame);
  }

  /** A condition; absent counts as false. */
  public boolean holds(CelFrame frame) {
    return Boolean.TRUE.equals(node.eval(frame));
  }

  public Type type() {
    return type;
  }

  /** Variables it reads, records' columns as {@code source.COLUMN}, fields with one more part. */
  public Set<String> reads() {
    return reads;
  }

  @Override
  public String toString() {
    return text;
  }

  private static Type type(CelType type) {
    if (type.equals(CelScope.DECIMAL)) {
      return Type.DECIMAL;
    }
    if (type.equals(CelScope.DATE)) {
      return Type.DATE;
    }
    if (type.equals(CelScope.INSTANT)) {
      return Type.INSTANT;
    }
    return switch (type.kind()) {
      case STRING -> Type.TEXT;
      case BOOL -> Type.BOOLEAN;
      case DYN, ANY, NULL_TYPE -> Type.ANY;
      default -> Type.OTHER;
    };
  }

  private static void issues(
      List<CelIssue> issues, String text, CelScope scope, Place at, Findings findings) {
    for (CelIssue issue : issues) {
      String message = issue.getMessage().replace(" (in container '')", "");
      String hint = "";
      if (message.startsWith("undeclared reference")) {
        Matcher name = QUOTED.matcher(message);
        hint = name.find() ? NearWord.hint(name.group(1), scope.variables.keySet()) : "";
      }
      findings.error(
          at,
          "MAP-030",
          text,
          "a CEL expression over " + String.join(", ", scope.variables.keySet()),
          "column "
              + (issue.getSourceLocation().getColumn() + 1)
              + " of the expression: "
              + message
              + hint);
    }
  }

  /** Something that passed dev.cel's check but has no meaning here. */
  static final class NotInSubset extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NotInSubset(String message) {
      super(message);
    }
  }
}
