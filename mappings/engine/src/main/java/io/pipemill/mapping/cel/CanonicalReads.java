package io.pipemill.mapping.cel;

import dev.cel.common.ast.CelExpr;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Which canonical fields an expression reads, by their full paths. Where that cannot be told, the
 * object or list they are part of.
 */
final class CanonicalReads {
  private final CelScope scope;
  private final Map<String, Set<String>> locals = new HashMap<>();
  private final Set<String> reads = new TreeSet<>();

  private CanonicalReads(CelScope scope) {
    this.scope = scope;
  }

  static Set<String> of(CelExpr expression, CelScope scope) {
    CanonicalReads reader = new CanonicalReads(scope);
    reader.read(expression);
    return reader.reads;
  }

  private void read(CelExpr e) {
    reads.addAll(follow(e));
  }

  /** The fields an expression may stand for; what it reads on the way is noted. */
  private Set<String> follow(CelExpr e) {
    switch (e.getKind()) {
      case IDENT:
        return named(e.ident().name());
      case SELECT:
        Set<String> parts = new TreeSet<>();
        for (String owner : follow(e.select().operand())) {
          parts.add(owner.isEmpty() ? e.select().field() : owner + "." + e.select().field());
        }
        return parts;
      case CALL:
        return call(e.call());
      case LIST:
        Set<String> elements = new TreeSet<>();
        e.list().elements().forEach(element -> elements.addAll(follow(element)));
        return elements;
      case COMPREHENSION:
        comprehension(e.comprehension());
        return Set.of();
      default:
        return Set.of();
    }
  }

  private Set<String> named(String name) {
    Set<String> local = locals.get(name);
    if (local != null) {
      return local;
    }
    CelScope.Variable variable = scope.variables.get(name);
    String path = variable == null ? null : variable.path();
    return path == null ? Set.of() : Set.of(path);
  }

  private Set<String> call(CelExpr.CelCall call) {
    List<CelExpr> arguments = call.args();
    if (call.function().equals("_[_]")) {
      read(arguments.get(1));
      return follow(arguments.get(0));
    }
    if (call.function().equals("_?_:_")) {
      read(arguments.get(0));
      Set<String> either = new TreeSet<>(follow(arguments.get(1)));
      either.addAll(follow(arguments.get(2)));
      return either;
    }
    call.target().ifPresent(this::read);
    arguments.forEach(this::read);
    return Set.of();
  }

  private void comprehension(CelExpr.CelComprehension c) {
    Set<String> range = follow(c.iterRange());
    Set<String> hidden = locals.put(c.iterVar(), range);
    Set<String> hiddenResult = locals.put(c.accuVar(), Set.of());
    read(c.accuInit());
    read(c.loopCondition());
    read(c.loopStep());
    read(c.result());
    restore(c.iterVar(), hidden);
    restore(c.accuVar(), hiddenResult);
  }

  private void restore(String name, @Nullable Set<String> hidden) {
    if (hidden == null) {
      locals.remove(name);
    } else {
      locals.put(name, hidden);
    }
  }
}
