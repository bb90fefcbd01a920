package io.pipemill.adapter.jdbc.internal;

import io.pipemill.adapter.AdapterException;
import io.pipemill.adapter.ErrorKind;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.commons.text.similarity.LevenshteinDistance;
import org.jspecify.annotations.Nullable;

/**
 * A table or view found in the database's catalogue. Configured names match a stored name exactly
 * or, if only one matches, whatever their case: RETAIL_ORDER finds {@code retail_order}.
 *
 * @param schema as stored
 * @param name as stored
 * @param base true for a real table (partitioned ones too), false for a view or a foreign table
 * @param columns by stored name, in the table's order
 * @param query a query that stands in the place of a table; null for a table
 */
public record Table(
    String schema, String name, boolean base, Map<String, Column> columns, @Nullable String query) {

  /** What stands behind {@code from}. */
  public String quoted() {
    // a comment may end the query
    return query != null ? "(" + query + "\n)" : Quoting.quote(schema) + "." + Quoting.quote(name);
  }

  /** The column of that name, exactly or in another case; null if there is none or more. */
  public @Nullable Column column(String configured) {
    Column exact = columns.get(configured);
    if (exact != null) {
      return exact;
    }
    Column found = null;
    for (Column each : columns.values()) {
      if (each.name().equalsIgnoreCase(configured)) {
        if (found != null) {
          return null;
        }
        found = each;
      }
    }
    return found;
  }

  /** The column of that name, or a problem noted with a did-you-mean. */
  public @Nullable Column column(String configured, String place, List<String> problems) {
    Column found = column(configured);
    // a query that was refused has none: that is told already
    if (found == null && !(query != null && columns.isEmpty())) {
      problems.add(
          place
              + ": found column "
              + configured
              + (query == null ? ", expected one of table " : ", expected one of query ")
              + name
              + nearest(configured, columns.keySet()));
    }
    return found;
  }

  /**
   * Looks a table up.
   *
   * @param schema where to look; null for the connection's own schema, then all others
   * @param configured {@code NAME} or {@code SCHEMA.NAME}
   * @throws AdapterException CONFIGURATION if there is none, or more than one
   */
  public static Table find(Connection connection, @Nullable String schema, String configured)
      throws SQLException {
    int dot = configured.indexOf('.');
    String inSchema = dot > 0 ? configured.substring(0, dot) : schema;
    String wanted = dot > 0 ? configured.substring(dot + 1) : configured;
    List<Place> places = places(connection, inSchema, wanted);
    if (places.size() > 1 && inSchema == null) {
      String own = connection.getSchema();
      List<Place> inOwn = places.stream().filter(p -> p.schema.equals(own)).toList();
      places = inOwn.isEmpty() ? places : inOwn;
    }
    if (places.size() > 1) {
      List<Place> exact = places.stream().filter(p -> p.name.equals(wanted)).toList();
      places = exact.size() == 1 ? exact : places;
    }
    if (places.size() != 1) {
      throw new AdapterException(
          "JDBC-001",
          ErrorKind.CONFIGURATION,
          "table "
              + configured
              + (places.isEmpty()
                  ? ": not there, or not visible to this user"
                      + nearest(wanted, names(connection, inSchema))
                  : ": found more than once " + places + ", expected schema.table"));
    }
    return read(connection, places.get(0));
  }

  private record Place(String schema, String name, boolean base) {
    @Override
    public String toString() {
      return schema + "." + name;
    }
  }

  private static List<Place> places(Connection connection, @Nullable String schema, String wanted)
      throws SQLException {
    DatabaseMetaData catalogue = connection.getMetaData();
    Set<Place> found = new LinkedHashSet<>();
    for (String name : cases(wanted)) {
      try (ResultSet rows =
          catalogue.getTables(connection.getCatalog(), null, escaped(catalogue, name), null)) {
        while (rows.next()) {
          String type = rows.getString("TABLE_TYPE");
          String in = rows.getString("TABLE_SCHEM");
          boolean readable =
              type.endsWith("TABLE") && !type.startsWith("SYSTEM") || type.endsWith("VIEW");
          if (readable && (schema == null || schema.equalsIgnoreCase(in))) {
            boolean base = type.equals("TABLE") || type.equals("PARTITIONED TABLE");
            found.add(new Place(in, rows.getString("TABLE_NAME"), base));
          }
        }
      }
    }
    return new ArrayList<>(found);
  }

  private static Set<String> cases(String name) {
    Set<String> cases = new LinkedHashSet<>();
    cases.add(name);
    cases.add(name.toLowerCase(Locale.ROOT));
    cases.add(name.toUpperCase(Locale.ROOT));
    return cases;
  }

  private static Set<String> names(Connection connection, @Nullable String schema)
      throws SQLException {
    Set<String> names = new LinkedHashSet<>();
    String in = schema == null ? connection.getSchema() : schema;
    try (ResultSet rows =
        connection.getMetaData().getTables(connection.getCatalog(), in, "%", null)) {
      while (rows.next() && names.size() < 10_000) {
        names.add(rows.getString("TABLE_NAME"));
      }
    }
    return names;
  }

  private static Table read(Connection connection, Place place) throws SQLException {
    DatabaseMetaData catalogue = connection.getMetaData();
    Map<String, Column> columns = new LinkedHashMap<>();
    try (ResultSet rows =
        catalogue.getColumns(
            connection.getCatalog(),
            escaped(catalogue, place.schema),
            escaped(catalogue, place.name),
            null)) {
      while (rows.next()) {
        String name = rows.getString("COLUMN_NAME");
        int declared = rows.getInt("DATA_TYPE");
        columns.put(
            name,
            new Column(
                name,
                declared == Types.DISTINCT ? rows.getInt("SOURCE_DATA_TYPE") : declared,
                type(rows.getString("TYPE_NAME")),
                rows.getInt("NULLABLE") != DatabaseMetaData.columnNoNulls,
                scale(rows),
                width(rows)));
      }
    }
    return new Table(place.schema, place.name, place.base, columns, null);
  }

  /** A decimal without a declared precision keeps what it gets; the catalogue says size 0 then. */
  private static @Nullable Integer scale(ResultSet rows) throws SQLException {
    int type = rows.getInt("DATA_TYPE");
    boolean decimal = type == Types.NUMERIC || type == Types.DECIMAL;
    return decimal && rows.getInt("COLUMN_SIZE") > 0 && rows.getInt("COLUMN_SIZE") < 1_000
        ? (Integer) rows.getInt("DECIMAL_DIGITS")
        : null;
  }

  private static @Nullable Integer width(ResultSet rows) throws SQLException {
    int type = rows.getInt("DATA_TYPE");
    int size = rows.getInt("COLUMN_SIZE");
    boolean text =
        type == Types.VARCHAR
            || type == Types.CHAR
            || type == Types.NVARCHAR
            || type == Types.NCHAR;
    return text && size > 0 && size < 100_000_000 ? (Integer) size : null;
  }

  /** PostgreSQL names a column with a sequence by that: serial is no type to cast to. */
  private static String type(String name) {
    return switch (name) {
      case "bigserial" -> "int8";
      case "serial" -> "int4";
      case "smallserial" -> "int2";
      default -> name;
    };
  }

  private static String escaped(DatabaseMetaData catalogue, String name) throws SQLException {
    String escape = catalogue.getSearchStringEscape();
    return name.replace(escape, escape + escape)
        .replace("_", escape + "_")
        .replace("%", escape + "%");
  }

  private static String nearest(String word, Set<String> candidates) {
    String best = null;
    int least = Math.max(2, word.length() / 3) + 1;
    for (String candidate : candidates) {
      int distance =
          LevenshteinDistance.getDefaultInstance()
              .apply(word.toLowerCase(Locale.ROOT), candidate.toLowerCase(Locale.ROOT));
      if (distance < least) {
        least = distance;
        best = candidate;
      }
    }
    return best == null ? "" : ", did you mean '" + best + "'?";
  }
}
