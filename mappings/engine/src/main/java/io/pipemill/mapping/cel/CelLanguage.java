package io.pipemill.mapping.cel;

import static dev.cel.common.CelFunctionDecl.newFunctionDeclaration;
import static dev.cel.common.CelOverloadDecl.newGlobalOverload;
import static dev.cel.common.CelOverloadDecl.newMemberOverload;
import static dev.cel.common.types.SimpleType.BOOL;
import static dev.cel.common.types.SimpleType.DYN;
import static dev.cel.common.types.SimpleType.STRING;
import static io.pipemill.mapping.cel.CelScope.DATE;
import static io.pipemill.mapping.cel.CelScope.DECIMAL;
import static io.pipemill.mapping.cel.CelScope.INSTANT;

import dev.cel.common.CelFunctionDecl;
import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.TypeParamType;
import java.util.ArrayList;
import java.util.List;

/**
 * The part of CEL that mappings have. dev.cel's standard library is switched off and only what is
 * evaluated here is declared, over one number type, the exact decimal: whatever else somebody
 * writes is refused when the mapping is checked, never when it runs.
 */
final class CelLanguage {
  private static final CelType A = TypeParamType.create("A");
  private static final CelType LIST = ListType.create(A);

  private CelLanguage() {}

  /** Turns a number written in an expression into a decimal; people cannot write this name. */
  static final String NUMBER_LITERAL = "@number";

  /** What null is rewritten to, so that any value may be compared with it. */
  static final String NULL_LITERAL = "@null";

  static final List<CelFunctionDecl> FUNCTIONS = List.copyOf(functions());

  private static List<CelFunctionDecl> functions() {
    List<CelFunctionDecl> all = new ArrayList<>();
    all.add(
        newFunctionDeclaration(
            "_+_",
            newGlobalOverload("add_decimal", DECIMAL, DECIMAL, DECIMAL),
            newGlobalOverload("add_text", STRING, STRING, STRING),
            newGlobalOverload("add_list", LIST, LIST, LIST)));
    for (String operator : List.of("_-_", "_*_", "_/_", "_%_")) {
      all.add(decimals(operator, 2));
    }
    all.add(decimals("-_", 1));
    for (String operator : List.of("_<_", "_<=_", "_>_", "_>=_")) {
      all.add(
          newFunctionDeclaration(
              operator,
              newGlobalOverload(operator + "decimal", BOOL, DECIMAL, DECIMAL),
              newGlobalOverload(operator + "text", BOOL, STRING, STRING),
              newGlobalOverload(operator + "date", BOOL, DATE, DATE),
              newGlobalOverload(operator + "instant", BOOL, INSTANT, INSTANT)));
    }
    all.add(newFunctionDeclaration("_==_", newGlobalOverload("equals", BOOL, A, A)));
    all.add(newFunctionDeclaration("_!=_", newGlobalOverload("not_equals", BOOL, A, A)));
    all.add(newFunctionDeclaration("_&&_", newGlobalOverload("and", BOOL, BOOL, BOOL)));
    all.add(newFunctionDeclaration("_||_", newGlobalOverload("or", BOOL, BOOL, BOOL)));
    all.add(newFunctionDeclaration("!_", newGlobalOverload("not", BOOL, BOOL)));
    all.add(
        newFunctionDeclaration(
            "@not_strictly_false", newGlobalOverload("not_strictly_false", BOOL, BOOL)));
    all.add(newFunctionDeclaration("_?_:_", newGlobalOverload("conditional", A, BOOL, A, A)));
    all.add(newFunctionDeclaration("@in", newGlobalOverload("in_list", BOOL, A, LIST)));
    all.add(
        newFunctionDeclaration(
            "_[_]",
            newGlobalOverload(
                "index_map", A, dev.cel.common.types.MapType.create(STRING, A), STRING)));
    all.add(newFunctionDeclaration(NUMBER_LITERAL, newGlobalOverload("literal", DECIMAL, STRING)));

    all.add(newFunctionDeclaration("number", newGlobalOverload("number", DECIMAL, DYN)));
    all.add(newFunctionDeclaration("text", newGlobalOverload("text", STRING, DYN)));
    all.add(newFunctionDeclaration("round", newGlobalOverload("round", DECIMAL, DECIMAL, DECIMAL)));
    all.add(decimals("abs", 1));
    all.add(decimals("min", 2));
    all.add(decimals("max", 2));
    all.add(
        newFunctionDeclaration("sum", newGlobalOverload("sum", DECIMAL, ListType.create(DECIMAL))));
    all.add(newFunctionDeclaration("coalesce", newGlobalOverload("coalesce", A, A, A)));
    all.add(
        newFunctionDeclaration(
            "convert", newGlobalOverload("convert", DECIMAL, DECIMAL, STRING, STRING)));
    all.add(
        newFunctionDeclaration(
            "size",
            newGlobalOverload("size_text", DECIMAL, STRING),
            newGlobalOverload("size_list", DECIMAL, LIST),
            newMemberOverload("text_size", DECIMAL, STRING),
            newMemberOverload("list_size", DECIMAL, LIST)));
    for (String test : List.of("startsWith", "endsWith", "contains", "matches")) {
      all.add(newFunctionDeclaration(test, newMemberOverload(test, BOOL, STRING, STRING)));
    }
    for (String change : List.of("trim", "lower", "upper")) {
      all.add(newFunctionDeclaration(change, newMemberOverload(change, STRING, STRING)));
    }
    all.add(
        newFunctionDeclaration(
            "replace", newMemberOverload("replace", STRING, STRING, STRING, STRING)));
    all.add(
        newFunctionDeclaration(
            "substring",
            newMemberOverload("substring_from", STRING, STRING, DECIMAL),
            newMemberOverload("substring", STRING, STRING, DECIMAL, DECIMAL)));
    all.add(
        newFunctionDeclaration(
            "join", newMemberOverload("join", STRING, ListType.create(STRING), STRING)));
    return all;
  }

  private static CelFunctionDecl decimals(String name, int arguments) {
    return newFunctionDeclaration(
        name,
        arguments == 1
            ? newGlobalOverload(name + "decimal", DECIMAL, DECIMAL)
            : newGlobalOverload(name + "decimal", DECIMAL, DECIMAL, DECIMAL));
  }
}
