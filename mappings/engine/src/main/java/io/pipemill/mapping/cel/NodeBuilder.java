package io.pipemill.mapping.cel;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.types.CelType;
import io.pipemill.canonical.model.FieldType;
import io.pipemill.mapping.cel.CelExpression.NotInSubset;
import io.pipemill.mapping.cel.CelScope.Variable;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Builds the tree that is evaluated out of the tree that dev.cel has checked. */
final class NodeBuilder {
  private final CelAbstractSyntaxTree ast;
  private final CelScope scope;
  private final Map<String, Integer> locals = new HashMap<>();
  private int depth;
  private final Set<String> reads = new TreeSet<>();

  NodeBuilder(CelAbstractSyntaxTree ast, CelScope scope) {
    this.ast = ast;
    this.scope = scope;
  }

  Set<String> reads() {
    return reads;
  }

  CelNode build(CelExpr e) {
    return switch (e.getKind()) {
      case CONSTANT -> {
        Object value =
            switch (e.constant().getKind()) {
              case STRING_VALUE -> e.constant().stringValue();
              case BOOLEAN_VALUE -> e.constant().booleanValue();
              default -> throw new NotInSubset("this literal cannot stand in an expression");
            };
        yield frame -> value;
      }
      case IDENT -> ident(e.ident().name());
      case SELECT -> select(e);
      case CALL -> call(e);
      case LIST -> list(e.list().elements());
      case COMPREHENSION -> comprehension(e.comprehension());
      default -> throw new NotInSubset("maps and messages cannot be built in an expression");
    };
  }

  private CelNode ident(String name) {
    Integer local = locals.get(name);
    if (local != null) {
      int slot = local;
      return frame -> frame.locals[slot];
    }
    if (name.equals(CelLanguage.NULL_LITERAL)) {
      return Operators.NULL;
    }
    Variable variable = scope.variables.get(name);
    if (variable == null || variable.node() == null) {
      throw new NotInSubset("'" + name + "' stands for a record: name one of its columns");
    }
    reads.add(name);
    return variable.node();
  }

  private CelNode select(CelExpr e) {
    CelExpr operand = e.select().operand();
    String field = e.select().field();
    CelNode column = column(operand, field);
    CelNode value = column != null ? column : field(operand, field);
    return e.select().testOnly() ? frame -> value.eval(frame) != null : value;
  }

  /** A column of a record, {@code source.COLUMN} or {@code source['COLUMN']}; else null. */
  private @Nullable CelNode column(CelExpr operand, String name) {
    if (operand.getKind() == CelExpr.ExprKind.Kind.IDENT
        && !locals.containsKey(operand.ident().name())) {
      Variable variable = scope.variables.get(operand.ident().name());
      if (variable != null && variable.column() != null) {
        String full = operand.ident().name() + "." + name;
        CelNode column = variable.column().apply(name);
        if (column == null) {
          throw new NotInSubset("there is no '" + full + "'");
        }
        String owner = operand.ident().name();
        reads.add(owner + "." + scope.realName(owner, name));
        return column;
      }
    }
    return null;
  }

  private CelNode field(CelExpr operand, String name) {
    CelType type = ast.getTypeOrThrow(operand.id());
    FieldType field = scope.struct(type.name()).get(name);
    if (field == null) {
      throw new NotInSubset("'." + name + "' can only follow a canonical object");
    }
    if (operand.getKind() == CelExpr.ExprKind.Kind.IDENT) {
      reads.add(operand.ident().name() + "." + name);
    }
    CelNode parent = build(operand);
    return frame -> {
      Object object = parent.eval(frame);
      return object == null ? null : Operators.value(field.get(object));
    };
  }

  private CelNode list(List<CelExpr> elements) {
    List<CelNode> nodes = elements.stream().map(this::build).toList();
    if (elements.stream().allMatch(e -> e.getKind() == CelExpr.ExprKind.Kind.CONSTANT)) {
      return Operators.Literal.of(values(nodes, new CelFrame()));
    }
    return frame -> values(nodes, frame);
  }

  private static List<@Nullable Object> values(List<CelNode> nodes, CelFrame frame) {
    List<@Nullable Object> values = new ArrayList<>(nodes.size());
    for (CelNode node : nodes) {
      values.add(node.eval(frame));
    }
    return values;
  }

  private CelNode call(CelExpr e) {
    String function = e.call().function();
    List<CelExpr> arguments = new ArrayList<>();
    e.call().target().ifPresent(arguments::add);
    arguments.addAll(e.call().args());
    if (function.equals(CelLanguage.NUMBER_LITERAL)) {
      BigDecimal number = new BigDecimal(arguments.get(0).constant().stringValue());
      return frame -> number;
    }
    if (function.equals("_[_]")) {
      CelExpr index = arguments.get(1);
      CelNode column =
          index.getKind() == CelExpr.ExprKind.Kind.CONSTANT
              ? column(arguments.get(0), index.constant().stringValue())
              : null;
      if (column == null) {
        throw new NotInSubset("an index can only be the name of a record's column");
      }
      return column;
    }
    List<CelNode> nodes = arguments.stream().map(this::build).toList();
    return Operators.call(function, nodes);
  }

  private CelNode comprehension(CelExpr.CelComprehension c) {
    if (!c.iterVar2().isEmpty()) {
      throw new NotInSubset("macros over two variables are not in a mapping's CEL");
    }
    CelNode range = build(c.iterRange());
    CelNode init = build(c.accuInit());
    int accu = bind(c.accuVar());
    Integer hiddenAccu = locals.put(c.accuVar(), accu);
    int iter = bind(c.iterVar());
    Integer hiddenIter = locals.put(c.iterVar(), iter);
    CelNode condition = build(c.loopCondition());
    CelNode step = build(c.loopStep());
    restore(c.iterVar(), hiddenIter);
    CelNode result = build(c.result());
    restore(c.accuVar(), hiddenAccu);
    depth -= 2;
    return frame -> {
      Object list = range.eval(frame);
      frame.locals[accu] = init.eval(frame);
      if (list instanceof List<?> items) {
        for (Object item : items) {
          frame.locals[iter] = item;
          if (Boolean.FALSE.equals(condition.eval(frame))) {
            break;
          }
          frame.locals[accu] = step.eval(frame);
        }
      }
      return result.eval(frame);
    };
  }

  private int bind(String name) {
    if (depth >= CelExpression.MOST_LOCALS) {
      throw new NotInSubset("macros are nested too deeply at '" + name + "'");
    }
    return depth++;
  }

  private void restore(String name, @Nullable Integer hidden) {
    if (hidden == null) {
      locals.remove(name);
    } else {
      locals.put(name, hidden);
    }
  }
}
