package io.pipemill.mapping.cel;

import com.google.common.collect.ImmutableList;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import io.pipemill.mapping.cel.CelExpression.NotInSubset;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Rewrites number literals to decimals, digit for digit as written, and null to a name of any type.
 * Without this {@code 0.1 + 0.2} would be checked, and meant, as doubles.
 */
final class Literals {
  private static final Pattern NUMBER = Pattern.compile("\\d+(\\.\\d+)?([eE][+-]?\\d+)?");
  private final CelAbstractSyntaxTree ast;
  private final String text;
  private long nextId;

  private Literals(CelAbstractSyntaxTree ast, String text) {
    this.ast = ast;
    this.text = text;
    this.nextId = 1_000_000;
  }

  static CelAbstractSyntaxTree rewrite(CelAbstractSyntaxTree ast, String text) {
    Literals literals = new Literals(ast, text);
    return CelAbstractSyntaxTree.newParsedAst(literals.expr(ast.getExpr()), ast.getSource());
  }

  private CelExpr expr(CelExpr e) {
    return switch (e.getKind()) {
      case CONSTANT -> constant(e);
      case IDENT, NOT_SET -> e;
      case SELECT ->
          CelExpr.ofSelect(
              e.id(), expr(e.select().operand()), e.select().field(), e.select().testOnly());
      case CALL ->
          CelExpr.ofCall(
              e.id(), e.call().target().map(this::expr), e.call().function(), all(e.call().args()));
      case LIST -> CelExpr.ofList(e.id(), all(e.list().elements()), ImmutableList.of());
      case COMPREHENSION -> {
        CelExpr.CelComprehension c = e.comprehension();
        yield CelExpr.ofComprehension(
            e.id(),
            c.iterVar(),
            c.iterVar2(),
            expr(c.iterRange()),
            c.accuVar(),
            expr(c.accuInit()),
            expr(c.loopCondition()),
            expr(c.loopStep()),
            expr(c.result()));
      }
      case MAP, STRUCT ->
          throw new NotInSubset("maps and messages cannot be built in a mapping's expression");
    };
  }

  private ImmutableList<CelExpr> all(List<CelExpr> list) {
    return list.stream().map(this::expr).collect(ImmutableList.toImmutableList());
  }

  private CelExpr constant(CelExpr e) {
    CelConstant constant = e.constant();
    return switch (constant.getKind()) {
      case STRING_VALUE, BOOLEAN_VALUE -> e;
      case NULL_VALUE -> CelExpr.ofIdent(e.id(), CelLanguage.NULL_LITERAL);
      case INT64_VALUE -> number(e.id(), Long.toString(constant.int64Value()));
      case UINT64_VALUE -> number(e.id(), constant.uint64Value().toString());
      case DOUBLE_VALUE -> number(e.id(), written(e));
      default -> throw new NotInSubset("bytes cannot stand in a mapping's expression");
    };
  }

  /** The digits in the text: a double holds only about 16 of them. */
  private String written(CelExpr e) {
    Integer offset = ast.getSource().getPositionsMap().get(e.id());
    if (offset != null && offset >= 0) {
      int start = text.offsetByCodePoints(0, offset);
      Matcher number = NUMBER.matcher(text);
      boolean sign = start < text.length() && text.charAt(start) == '-';
      if (number.find(sign ? start + 1 : start) && number.start() == (sign ? start + 1 : start)) {
        return (sign ? "-" : "") + number.group();
      }
    }
    return Double.toString(e.constant().doubleValue());
  }

  private CelExpr number(long id, String digits) {
    return CelExpr.ofCall(
        id,
        Optional.empty(),
        CelLanguage.NUMBER_LITERAL,
        ImmutableList.of(CelExpr.ofConstant(nextId++, CelConstant.ofValue(digits))));
  }
}
