package io.pipemill.mapping.cel;

import dev.cel.common.CelValidationException;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The names an expression reads, found by parsing alone: for descriptions, which must also work for
 * a mapping that does not compile.
 */
public final class CelReads {
  private static final CelCompiler PARSER =
      CelCompilerFactory.standardCelCompilerBuilder()
          .setStandardEnvironmentEnabled(false)
          .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
          .build();

  private final Set<String> names = new LinkedHashSet<>();

  private CelReads() {}

  /**
   * Dotted names in the order they stand there: {@code source.NET_TON}, {@code quantity.value},
   * {@code document.currency}. A column with other signs in its name stands there as it is: {@code
   * source.cbc:ID}. Empty if the text is no expression.
   */
  public static Set<String> of(String text) {
    CelReads reads = new CelReads();
    try {
      var parsed = PARSER.parse(text);
      if (!parsed.hasError()) {
        reads.walk(parsed.getAst().getExpr(), Set.of());
      }
    } catch (CelValidationException e) {
      return Set.of();
    }
    return reads.names;
  }

  private void walk(CelExpr e, Set<String> locals) {
    String name = dotted(e);
    if (!name.isEmpty()) {
      int dot = name.indexOf('.');
      if (!locals.contains(dot < 0 ? name : name.substring(0, dot))
          && !name.equals(CelLanguage.NULL_LITERAL)) {
        names.add(name);
      }
      return;
    }
    switch (e.getKind()) {
      case SELECT -> walk(e.select().operand(), locals);
      case CALL -> {
        e.call().target().ifPresent(target -> walk(target, locals));
        e.call().args().forEach(argument -> walk(argument, locals));
      }
      case LIST -> e.list().elements().forEach(element -> walk(element, locals));
      case COMPREHENSION -> {
        var loop = e.comprehension();
        Set<String> inner = new LinkedHashSet<>(locals);
        inner.addAll(List.of(loop.iterVar(), loop.accuVar()));
        walk(loop.iterRange(), locals);
        walk(loop.accuInit(), inner);
        walk(loop.loopCondition(), inner);
        walk(loop.loopStep(), inner);
        walk(loop.result(), inner);
      }
      default -> {
        // a constant reads nothing
      }
    }
  }

  /** {@code a.b.c} and {@code a['b']} as one name; empty for anything else. */
  private static String dotted(CelExpr e) {
    if (e.getKind() == Kind.IDENT) {
      return e.ident().name();
    }
    if (e.getKind() == Kind.SELECT) {
      String owner = dotted(e.select().operand());
      return owner.isEmpty() ? "" : owner + "." + e.select().field();
    }
    if (e.getKind() == Kind.CALL && e.call().function().equals("_[_]")) {
      CelExpr key = e.call().args().get(e.call().args().size() - 1);
      String owner = dotted(e.call().args().get(0));
      boolean named =
          key.getKind() == Kind.CONSTANT
              && key.constant().getKind() == dev.cel.common.ast.CelConstant.Kind.STRING_VALUE;
      return owner.isEmpty() || !named ? "" : owner + "." + key.constant().stringValue();
    }
    return "";
  }
}
