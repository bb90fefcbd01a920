package io.pipemill.hub.crosswalk;

import io.pipemill.canonical.DocumentName;
import io.pipemill.canonical.model.DocumentType;
import io.pipemill.canonical.model.FieldType;
import io.pipemill.hub.journal.Journal;
import io.pipemill.hub.journal.Journal.Place;
import io.pipemill.hub.store.HubStore;
import io.pipemill.mapping.propose.MasterRecord;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Customers and items as each system told them last. */
public final class StoredMasters {
  /** Read at most, the latest ones; of each only what is compared stays in memory. */
  public static final int MOST = 20_000;

  private static final int AT_ONCE = 2_000;

  private static final String OF_TYPE =
      " from subject s join flow f on f.id = s.flow_id where f.document = ?";

  private static final String LATEST =
      "select f.system, s.business_key, coalesce(d.replay_batch_id, d.batch_id), coalesce(d.replay_slot, d.slot), count(*) over ()"
          + " from subject s join flow f on f.id = s.flow_id join document d on d.id = s.document_id"
          + " where f.document = ? and d.purged_at is null and d.verb <> 'CANCEL' and (?::varchar[] is null"
          + " or (f.system, s.business_key) in (select * from unnest(?::varchar[], ?::varchar[])))"
          + " order by 3 desc, 4 desc limit ?";

  /** Which fields of a master type are compared. */
  private static final Map<String, Fields> FIELDS =
      Map.of(
          "customer",
          new Fields(List.of("name"), List.of("nameEnglish"), "taxNumber"),
          "item",
          new Fields(
              List.of("description", "specification", "grade"),
              List.of("descriptionEnglish", "specification", "grade"),
              null));

  private final HubStore store;
  private final Journal journal;
  private final Function<DocumentName, DocumentType> types;

  public StoredMasters(
      HubStore store, Journal journal, Function<DocumentName, DocumentType> types) {
    this.store = store;
    this.journal = journal;
    this.types = types;
  }

  private record Fields(List<String> name, List<String> nameEnglish, @Nullable String taxNumber) {}

  private record Row(String system, String code, Place place) {}

  /**
   * @param records the latest of each object, at most {@link #MOST}
   * @param stored how many there are
   */
  public record Masters(List<MasterRecord> records, long stored) {}

  /** Master types: customer, item. */
  public static List<String> documents() {
    return FIELDS.keySet().stream().sorted().toList();
  }

  private static String document(String master) {
    return new DocumentName(master, 1).toString();
  }

  /**
   * The customers, or items, of all systems.
   *
   * @param master one of {@link #documents()}
   */
  public Masters read(String master) {
    return read(master, null, null, MOST);
  }

  /**
   * Some of them; those that are not stored are left out.
   *
   * @param systems one for each code
   */
  public List<MasterRecord> read(String master, List<String> systems, List<String> codes) {
    return read(master, systems, codes, systems.size()).records();
  }

  Masters read(
      String master, @Nullable List<String> systems, @Nullable List<String> codes, int most) {
    DocumentType type = types.apply(new DocumentName(master, 1));
    List<Row> rows = new ArrayList<>();
    long[] stored = new long[1];
    List<MasterRecord> records = new ArrayList<>();
    store.inTransaction(
        connection -> {
          try (PreparedStatement select = connection.prepareStatement(LATEST)) {
            select.setString(1, document(master));
            Array keys = systems == null ? null : array(connection, systems);
            select.setArray(2, keys);
            select.setArray(3, keys);
            select.setArray(4, codes == null ? null : array(connection, codes));
            select.setInt(5, most);
            try (ResultSet row = select.executeQuery()) {
              while (row.next()) {
                stored[0] = row.getLong(5);
                rows.add(
                    new Row(
                        row.getString(1),
                        row.getString(2),
                        new Place(row.getLong(3), row.getInt(4))));
              }
            }
          }
          for (int i = 0; i < rows.size(); i += AT_ONCE) {
            read(connection, type, rows.subList(i, Math.min(rows.size(), i + AT_ONCE)), records);
          }
          return null;
        });
    return new Masters(records, stored[0]);
  }

  private static Array array(Connection connection, List<String> texts) throws SQLException {
    return connection.createArrayOf("varchar", texts.toArray());
  }

  private void read(
      Connection connection, DocumentType type, List<Row> rows, List<MasterRecord> into)
      throws SQLException {
    List<byte @Nullable []> payloads =
        journal.payloads(connection, rows.stream().map(Row::place).toList(), 'm');
    Fields fields = FIELDS.get(type.name().name());
    for (int i = 0; i < rows.size(); i++) {
      byte[] payload = payloads.get(i);
      if (payload != null && fields != null) {
        Object object = type.fromXml(payload);
        into.add(
            new MasterRecord(
                rows.get(i).system(),
                rows.get(i).code(),
                text(type.root(), object, fields.name()),
                text(type.root(), object, fields.nameEnglish()),
                fields.taxNumber() == null
                    ? ""
                    : text(type.root(), object, List.of(fields.taxNumber()))));
      }
    }
  }

  /** Nothing where the first field has nothing. */
  private static String text(FieldType root, Object object, List<String> names) {
    List<String> texts =
        names.stream()
            .map(root::child)
            .flatMap(field -> field == null ? Stream.of("") : Stream.of(text(field, object)))
            .toList();
    return texts.get(0).isEmpty()
        ? ""
        : texts.stream().filter(text -> !text.isEmpty()).collect(Collectors.joining(" "));
  }

  private static String text(FieldType field, Object object) {
    Object value = field.get(object);
    return value == null ? "" : value.toString();
  }

  /** Systems with customers, or items, in the store. */
  public TreeSet<String> systems(String master) {
    return new TreeSet<>(strings("select distinct f.system" + OF_TYPE, document(master)));
  }

  /** Whether a system told such a customer, or item. */
  public boolean known(String master, String system, String code) {
    return !strings(
            "select s.business_key" + OF_TYPE + " and f.system = ? and s.business_key = ?",
            document(master),
            system,
            code)
        .isEmpty();
  }

  /** Codes of a system; at most {@link #MOST}. */
  public List<String> codes(String master, String system) {
    return strings(
        "select s.business_key" + OF_TYPE + " and f.system = ? limit " + MOST,
        document(master),
        system);
  }

  private List<String> strings(String sql, String... parameters) {
    return store.inTransaction(
        connection -> {
          List<String> found = new ArrayList<>();
          try (PreparedStatement select = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
              select.setString(i + 1, parameters[i]);
            }
            try (ResultSet row = select.executeQuery()) {
              while (row.next()) {
                found.add(row.getString(1));
              }
            }
          }
          return found;
        });
  }
}
