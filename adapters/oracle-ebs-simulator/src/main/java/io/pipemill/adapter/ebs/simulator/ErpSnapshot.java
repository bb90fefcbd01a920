package io.pipemill.adapter.ebs.simulator;

import io.pipemill.adapter.RowChange;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The business content of the simulated ERP's base tables at one moment, by table and natural key:
 * WHO columns, surrogate ids and what the import itself numbers or dates are left out. Two of them
 * show what an import has really changed, in the words of {@link RowChange}, so that a prediction
 * can be judged by something that knows nothing of the adapter.
 */
public final class ErpSnapshot {
  private static final String ORDER_KEY =
      "'ORIG_SYS_DOCUMENT_REF=' || h.orig_sys_document_ref || ', ORDER_SOURCE_ID=' ||"
          + " h.order_source_id || ', ORG_ID=' || h.org_id";
  private static final String LINE_PART =
      "', ORIG_SYS_LINE_REF=' || l.orig_sys_line_ref || coalesce(', ORIG_SYS_SHIPMENT_REF=' ||"
          + " l.orig_sys_shipment_ref, '')";
  private static final String CUSTOMER_KEY =
      "'ORIG_SYSTEM_CUSTOMER_REF=' || a.orig_system_reference";
  private static final String SITE_KEY =
      CUSTOMER_KEY + " || ', ORIG_SYSTEM_ADDRESS_REF=' || s.orig_system_reference";
  private static final String SITES =
      " from hz_cust_accounts a join hz_cust_acct_sites_all s on s.cust_account_id ="
          + " a.cust_account_id";
  private static final Map<String, String> QUERIES = new LinkedHashMap<>();

  static {
    QUERIES.put(
        "OE_ORDER_HEADERS_ALL", "select " + ORDER_KEY + ", h.* from oe_order_headers_all h");
    QUERIES.put(
        "OE_ORDER_LINES_ALL",
        "select "
            + ORDER_KEY
            + " || "
            + LINE_PART
            + ", l.* from oe_order_lines_all l join oe_order_headers_all h on h.header_id ="
            + " l.header_id");
    QUERIES.put(
        "OE_PRICE_ADJUSTMENTS",
        "select "
            + ORDER_KEY
            + " || coalesce("
            + LINE_PART
            + ", '') || ', ORIG_SYS_DISCOUNT_REF=' || p.orig_sys_discount_ref, p.* from"
            + " oe_price_adjustments p join oe_order_headers_all h on h.header_id = p.header_id"
            + " left join oe_order_lines_all l on l.line_id = p.line_id");
    QUERIES.put(
        "HZ_PARTIES",
        "select "
            + CUSTOMER_KEY
            + ", p.* from hz_parties p join hz_cust_accounts a on a.party_id = p.party_id");
    QUERIES.put("HZ_CUST_ACCOUNTS", "select " + CUSTOMER_KEY + ", a.* from hz_cust_accounts a");
    QUERIES.put(
        "HZ_CUSTOMER_PROFILES",
        "select "
            + CUSTOMER_KEY
            + ", p.* from hz_customer_profiles p join hz_cust_accounts a on a.cust_account_id ="
            + " p.cust_account_id");
    QUERIES.put("HZ_CUST_ACCT_SITES_ALL", "select " + SITE_KEY + ", s.*" + SITES);
    QUERIES.put(
        "HZ_PARTY_SITES",
        "select "
            + SITE_KEY
            + ", p.*"
            + SITES
            + " join hz_party_sites p on p.party_site_id = s.party_site_id");
    QUERIES.put(
        "HZ_LOCATIONS",
        "select "
            + SITE_KEY
            + ", l.*"
            + SITES
            + " join hz_party_sites p on p.party_site_id = s.party_site_id join hz_locations l on"
            + " l.location_id = p.location_id");
    QUERIES.put(
        "HZ_CUST_SITE_USES_ALL",
        "select "
            + SITE_KEY
            + " || ', SITE_USE_CODE=' || u.site_use_code, u.*"
            + SITES
            + " join hz_cust_site_uses_all u on u.cust_acct_site_id = s.cust_acct_site_id");
    QUERIES.put(
        "HZ_CONTACT_POINTS",
        "select "
            + CUSTOMER_KEY
            + " || ', ORIG_SYSTEM_TELEPHONE_REF=' || c.orig_system_reference, c.* from"
            + " hz_contact_points c join hz_cust_accounts a on a.party_id = c.owner_table_id");
    QUERIES.put(
        "MTL_SYSTEM_ITEMS_B",
        "select 'SEGMENT1=' || b.segment1 || ', ORGANIZATION_ID=' || b.organization_id, b.* from"
            + " mtl_system_items_b b");
    QUERIES.put(
        "MTL_SYSTEM_ITEMS_TL",
        "select 'SEGMENT1=' || b.segment1 || ', ORGANIZATION_ID=' || b.organization_id || ',"
            + " LANGUAGE=' || t.language, t.* from mtl_system_items_tl t join mtl_system_items_b b"
            + " on b.inventory_item_id = t.inventory_item_id and b.organization_id ="
            + " t.organization_id");
  }

  private static final Set<String> WHO =
      Set.of(
          "CREATION_DATE",
          "CREATED_BY",
          "LAST_UPDATE_DATE",
          "LAST_UPDATED_BY",
          "LAST_UPDATE_LOGIN",
          "PROGRAM_APPLICATION_ID",
          "PROGRAM_ID",
          "PROGRAM_UPDATE_DATE",
          "REQUEST_ID");
  // ids and numbers the ERP draws itself, and the moments at which it did something
  private static final Map<String, Set<String>> DRAWN =
      Map.ofEntries(
          Map.entry(
              "OE_ORDER_HEADERS_ALL",
              Set.of("HEADER_ID", "ORDER_NUMBER", "BOOKED_DATE", "PRICING_DATE")),
          Map.entry("OE_ORDER_LINES_ALL", Set.of("LINE_ID", "HEADER_ID")),
          Map.entry("OE_PRICE_ADJUSTMENTS", Set.of("PRICE_ADJUSTMENT_ID", "HEADER_ID", "LINE_ID")),
          Map.entry("HZ_PARTIES", Set.of("PARTY_ID", "PARTY_NUMBER")),
          Map.entry("HZ_CUST_ACCOUNTS", Set.of("CUST_ACCOUNT_ID", "PARTY_ID")),
          Map.entry("HZ_CUSTOMER_PROFILES", Set.of("CUST_ACCOUNT_PROFILE_ID", "CUST_ACCOUNT_ID")),
          Map.entry(
              "HZ_CUST_ACCT_SITES_ALL",
              Set.of("CUST_ACCT_SITE_ID", "CUST_ACCOUNT_ID", "PARTY_SITE_ID")),
          Map.entry(
              "HZ_PARTY_SITES",
              Set.of("PARTY_SITE_ID", "PARTY_ID", "LOCATION_ID", "PARTY_SITE_NUMBER")),
          Map.entry("HZ_LOCATIONS", Set.of("LOCATION_ID")),
          Map.entry("HZ_CUST_SITE_USES_ALL", Set.of("SITE_USE_ID", "CUST_ACCT_SITE_ID")),
          Map.entry("HZ_CONTACT_POINTS", Set.of("CONTACT_POINT_ID", "OWNER_TABLE_ID")),
          Map.entry("MTL_SYSTEM_ITEMS_B", Set.of("INVENTORY_ITEM_ID")),
          Map.entry("MTL_SYSTEM_ITEMS_TL", Set.of("INVENTORY_ITEM_ID")));

  private final Map<String, Map<String, Map<String, String>>> tables = new LinkedHashMap<>();

  private ErpSnapshot() {}

  static ErpSnapshot take(Connection connection) throws SQLException {
    ErpSnapshot snapshot = new ErpSnapshot();
    for (Map.Entry<String, String> query : QUERIES.entrySet()) {
      snapshot.tables.put(query.getKey(), rows(connection, query.getKey(), query.getValue()));
    }
    return snapshot;
  }

  private static Map<String, Map<String, String>> rows(
      Connection connection, String table, String query) throws SQLException {
    Map<String, Map<String, String>> rows = new LinkedHashMap<>();
    Set<String> drawn = DRAWN.getOrDefault(table, Set.of());
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      String[] columns = new String[row.getMetaData().getColumnCount()];
      boolean[] dates = new boolean[columns.length];
      for (int i = 1; i < columns.length; i++) {
        dates[i] = row.getMetaData().getColumnType(i + 1) == Types.TIMESTAMP;
        String column = row.getMetaData().getColumnLabel(i + 1).toUpperCase(Locale.ROOT);
        columns[i] = WHO.contains(column) || drawn.contains(column) ? "" : column;
      }
      while (row.next()) {
        String key = row.getString(1);
        if (key == null) {
          continue;
        }
        Map<String, String> values = new LinkedHashMap<>();
        for (int i = 1; i < columns.length; i++) {
          if (columns[i].isEmpty()) {
            continue;
          }
          String value =
              text(dates[i] ? row.getObject(i + 1, LocalDateTime.class) : row.getObject(i + 1));
          if (value != null) {
            values.put(columns[i], value);
          }
        }
        if (rows.put(key, values) != null) {
          throw new IllegalStateException(table + " holds two rows of key " + key);
        }
      }
    }
    return rows;
  }

  private static @Nullable String text(@Nullable Object value) {
    if (value instanceof BigDecimal number) {
      return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }
    if (value instanceof LocalDateTime time) {
      return time.toLocalTime().equals(LocalTime.MIDNIGHT)
          ? time.toLocalDate().toString()
          : time.toString();
    }
    return value == null || value.toString().isEmpty() ? null : value.toString();
  }

  /** What differs from an earlier state: one change per row, changed columns only. */
  public List<RowChange> since(ErpSnapshot earlier) {
    List<RowChange> changes = new ArrayList<>();
    tables.forEach(
        (table, rows) -> {
          Map<String, Map<String, String>> old = earlier.tables.getOrDefault(table, Map.of());
          Set<String> keys = new TreeSet<>(old.keySet());
          keys.addAll(rows.keySet());
          for (String key : keys) {
            RowChange change = change(table, key, old.get(key), rows.get(key));
            if (change != null) {
              changes.add(change);
            }
          }
        });
    return changes;
  }

  private static @Nullable RowChange change(
      String table,
      String key,
      @Nullable Map<String, String> before,
      @Nullable Map<String, String> after) {
    Map<String, @Nullable String> from = new LinkedHashMap<>();
    Map<String, @Nullable String> to = new LinkedHashMap<>();
    Set<String> columns = new TreeSet<>(before == null ? Set.of() : before.keySet());
    columns.addAll(after == null ? Set.of() : after.keySet());
    for (String column : columns) {
      String old = before == null ? null : before.get(column);
      String now = after == null ? null : after.get(column);
      if (!Objects.equals(old, now)) {
        if (before != null) {
          from.put(column, old);
        }
        if (after != null) {
          to.put(column, now);
        }
      }
    }
    return from.isEmpty() && to.isEmpty() ? null : new RowChange(table, key, from, to);
  }
}
