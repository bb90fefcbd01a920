package io.pipemill.mapping.cel;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.cel.common.types.CelType;
import dev.cel.common.types.CelTypeProvider;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.OpaqueType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.StructType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerBuilder;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import io.pipemill.canonical.model.FieldType;
import io.pipemill.mapping.yaml.Place;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The names an expression may use: canonical fields with their types, and records whose columns are
 * of any type.
 */
public final class CelScope {
  static final OpaqueType DECIMAL = OpaqueType.create("decimal");
  static final OpaqueType DATE = OpaqueType.create("date");
  static final OpaqueType INSTANT = OpaqueType.create("instant");

  /**
   * @param column for a record: gives the node that reads one of its columns; else null
   * @param path of the canonical field; null for what is in no document
   */
  record Variable(
      CelType type,
      @Nullable CelNode node,
      @Nullable Function<String, @Nullable CelNode> column,
      @Nullable String path) {}

  final Map<String, Variable> variables = new LinkedHashMap<>();
  private @Nullable CelCompiler compiler;
  private BiConsumer<Set<String>, Place> reading = (fields, at) -> {};
  private final Map<String, UnaryOperator<String>> realNames = new HashMap<>();
  private final Map<String, Map<String, FieldType>> structs = new HashMap<>();

  /** A canonical field, or an object of canonical fields. */
  public CelScope field(String name, FieldType field, CelNode node) {
    variables.put(name, new Variable(type(field), node, null, field.path()));
    return this;
  }

  /** One element of a list, or any other object with the field's children. */
  public CelScope element(String name, FieldType field, CelNode node) {
    variables.put(name, new Variable(object(field), node, null, field.path()));
    return this;
  }

  /** A text that is in no XSD. */
  public CelScope text(String name, CelNode node) {
    variables.put(name, new Variable(SimpleType.STRING, node, null, null));
    return this;
  }

  /** A number that is in no XSD. */
  public CelScope number(String name, CelNode node) {
    variables.put(name, new Variable(DECIMAL, node, null, null));
    return this;
  }

  /**
   * What the columns of a record are really called where expressions use other names; {@link
   * CelExpression#reads} tells the real ones.
   */
  public CelScope realNames(String recordName, UnaryOperator<String> real) {
    realNames.put(recordName, real);
    return this;
  }

  String realName(String recordName, String column) {
    UnaryOperator<String> real = realNames.get(recordName);
    return real == null ? column : real.apply(column);
  }

  /**
   * A record with columns of any type.
   *
   * @param column gives the node that reads a column, or null if there is none of that name
   */
  public CelScope record(String name, Function<String, @Nullable CelNode> column) {
    variables.put(
        name, new Variable(MapType.create(SimpleType.STRING, SimpleType.DYN), null, column, null));
    return this;
  }

  /** Who wants to know which canonical fields the expressions over these names read, and where. */
  public CelScope reading(BiConsumer<Set<String>, Place> listener) {
    this.reading = listener;
    return this;
  }

  void read(Set<String> fields, Place at) {
    reading.accept(fields, at);
  }

  /** Parses and checks expressions over these names; built once they are all known. */
  CelCompiler compiler() {
    CelCompiler built = compiler;
    if (built == null) {
      CelCompilerBuilder builder =
          CelCompilerFactory.standardCelCompilerBuilder()
              .setStandardEnvironmentEnabled(false)
              .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
              .addFunctionDeclarations(CelLanguage.FUNCTIONS)
              .setTypeProvider(types())
              .addVar(CelLanguage.NULL_LITERAL, SimpleType.DYN);
      variables.forEach((name, variable) -> builder.addVar(name, variable.type()));
      built = builder.build();
      compiler = built;
    }
    return built;
  }

  /** The fields of a struct type, by its name. */
  Map<String, FieldType> struct(String typeName) {
    return structs.getOrDefault(typeName, Map.of());
  }

  private CelTypeProvider types() {
    return new CelTypeProvider() {
      @Override
      public ImmutableList<CelType> types() {
        return ImmutableList.of();
      }

      @Override
      public Optional<CelType> findType(String typeName) {
        Map<String, FieldType> fields = structs.get(typeName);
        return fields == null ? Optional.empty() : Optional.of(struct(typeName, fields));
      }
    };
  }

  private CelType type(FieldType field) {
    return switch (field.kind()) {
      case TEXT, CODE -> SimpleType.STRING;
      case DECIMAL, INTEGER -> DECIMAL;
      case BOOLEAN -> SimpleType.BOOL;
      case DATE -> DATE;
      case INSTANT -> INSTANT;
      case LIST -> ListType.create(object(field));
      case GROUP, QUANTITY, MONEY, UNIT_PRICE -> object(field);
    };
  }

  private CelType object(FieldType field) {
    String name = field.javaType().getName();
    Map<String, FieldType> fields = structs.get(name);
    if (fields == null) {
      fields = new LinkedHashMap<>();
      structs.put(name, fields);
      for (FieldType child : field.children()) {
        fields.put(child.name(), child);
        type(child);
      }
    }
    return struct(name, fields);
  }

  private CelType struct(String name, Map<String, FieldType> fields) {
    return StructType.create(
        name,
        ImmutableSet.copyOf(fields.keySet()),
        child -> {
          FieldType field = fields.get(child);
          return field == null ? Optional.empty() : Optional.of(type(field));
        });
  }
}
