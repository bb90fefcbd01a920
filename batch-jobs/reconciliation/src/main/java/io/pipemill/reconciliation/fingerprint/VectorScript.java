package io.pipemill.reconciliation.fingerprint;

import io.pipemill.canonical.fingerprint.FingerprintVector;
import io.pipemill.canonical.fingerprint.FingerprintVector.Typed;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The specification as one statement of an engine: who runs it sees for each vector whether that
 * server computes what it must. It reads no table and writes nothing.
 */
public final class VectorScript {
  private final Engine engine;
  private final Dialect dialect;
  private final FingerprintSql sql;
  private final Map<String, FingerprintVector> vectors = new LinkedHashMap<>();

  public VectorScript(Engine engine) {
    this.engine = engine;
    this.dialect = engine.dialect();
    this.sql = new FingerprintSql(engine);
    FingerprintVector.all().forEach(vector -> vectors.put(vector.id(), vector));
  }

  /** One statement: columns {@code vector} and {@code verdict}, ok or DIFFERENT. */
  public String statement() {
    return String.join("\nUNION ALL\n", selects().values());
  }

  /** By the name of the vector; without those the engine cannot hold. */
  Map<String, String> selects() {
    Map<String, String> selects = new LinkedHashMap<>();
    for (FingerprintVector vector : vectors.values()) {
      String select = select(vector);
      if (select != null) {
        selects.put(vector.id(), select);
      }
    }
    return selects;
  }

  private @Nullable String select(FingerprintVector vector) {
    List<FingerprintVector> columns = vector.rule() == null ? columns(vector) : List.of(vector);
    List<ColumnPlan> plans = new ArrayList<>();
    List<String> literals = new ArrayList<>();
    for (FingerprintVector column : columns) {
      Typed typed = column.engines().get(engine.word());
      if (typed == null) {
        return null;
      }
      String name = "x" + (plans.size() + 1);
      TableColumn held =
          new TableColumn(name, false, ColumnType.parse(typed.type()), options(column));
      plans.add(dialect.plan(held, dialect.identifier(name, false)));
      literals.add(
          dialect.cast(typed.literal(), typed.type()) + " AS " + dialect.identifier(name, false));
    }
    String hash = vector.rule() == null ? sql.fingerprint(plans) : sql.columnHash(plans.get(0));
    return "SELECT '"
        + vector.id()
        + "' AS vector, CASE WHEN "
        + hash
        + "\n  = '"
        + vector.hash()
        + "' THEN 'ok' ELSE 'DIFFERENT' END AS verdict\nFROM (SELECT "
        + String.join(", ", literals)
        + dialect.fromNothing()
        + ") v";
  }

  private List<FingerprintVector> columns(FingerprintVector row) {
    String value = Objects.requireNonNull(row.value());
    String[] repeated = value.split("\\*");
    return repeated.length == 2
        ? Collections.nCopies(
            Integer.parseInt(repeated[1]), Objects.requireNonNull(vectors.get(repeated[0])))
        : Stream.of(value.split(" ")).map(id -> Objects.requireNonNull(vectors.get(id))).toList();
  }

  /** UUIDs of Oracle lie in RAW(16): only the option tells them from other bytes. */
  private static ColumnOptions options(FingerprintVector column) {
    List<String> words = new ArrayList<>(column.options());
    if (column.rule() != null
        && column.rule().kind() == io.pipemill.canonical.fingerprint.ColumnKind.UUID) {
      words.add("uuid");
    }
    return ColumnOptions.of(words);
  }
}
