package io.pipemill.adapter.ebs;

import static io.pipemill.adapter.ebs.InterfaceTable.ORDER_HEADERS;
import static io.pipemill.adapter.ebs.InterfaceTable.ORDER_LINES;

import io.pipemill.adapter.ebs.BaseRows.Row;
import io.pipemill.adapter.ebs.Dialect.KeyType;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The ids Order Import would find for the names in some orders, read set-based; a name that is
 * absent here makes the import refuse the order.
 */
final class OrderReferences {
  private final Map<String, Row> orderTypes = new HashMap<>();
  private final Map<String, String> priceLists = new HashMap<>();
  private final Map<String, String> modifiers = new HashMap<>();
  private final Map<String, String> terms = new HashMap<>();
  private final Map<String, String> salesreps = new HashMap<>();
  private final Map<String, String> warehouses = new HashMap<>();
  private final Map<String, String> customers = new HashMap<>();
  private final Map<String, String> siteUses = new HashMap<>();
  private final Map<String, String> items = new HashMap<>();
  private final Map<Long, String> masters = new HashMap<>();
  private final Set<String> units = new HashSet<>();
  private final Set<String> currencies = new HashSet<>();

  static OrderReferences of(
      Connection connection, Dialect dialect, Collection<OrderDocument> orders)
      throws SQLException {
    OrderReferences references = new OrderReferences();
    references.names(connection, new BaseRows(dialect), orders);
    return references;
  }

  private void names(Connection connection, BaseRows rows, Collection<OrderDocument> orders)
      throws SQLException {
    for (Row row :
        rows.read(
            connection,
            "oe_transaction_types_tl t join oe_transaction_types_all b on b.transaction_type_id ="
                + " t.transaction_type_id and t.language = 'US' and (b.end_date_active is null or"
                + " b.end_date_active >= current_timestamp)",
            "t.name, b.transaction_type_id, b.order_category_code, b.org_id",
            "t.name",
            KeyType.TEXT,
            headers(orders, "ORDER_TYPE"))) {
      orderTypes.put(text(row, "NAME"), row);
    }
    pairs(
        rows.read(
            connection,
            "qp_list_headers",
            "name, list_header_id, active_flag",
            "name",
            KeyType.TEXT,
            headers(orders, "PRICE_LIST")),
        "NAME",
        "LIST_HEADER_ID",
        priceLists);
    for (Row row :
        rows.read(
            connection,
            "qp_list_headers",
            "name, list_header_id",
            "name",
            KeyType.TEXT,
            modifiersOf(orders))) {
      modifiers.put(text(row, "NAME"), text(row, "LIST_HEADER_ID"));
    }
    pairs(
        rows.read(
            connection,
            "ra_terms_tl",
            "name, term_id",
            "name",
            KeyType.TEXT,
            headers(orders, "PAYMENT_TERM")),
        "NAME",
        "TERM_ID",
        terms);
    for (Row row :
        rows.read(
            connection,
            "jtf_rs_salesreps",
            "name, salesrep_id, org_id",
            "name",
            KeyType.TEXT,
            headers(orders, "SALESREP"))) {
      salesreps.put(text(row, "NAME") + "/" + row.get("ORG_ID"), text(row, "SALESREP_ID"));
    }
    Set<String> codes = headers(orders, "SHIP_FROM_ORG");
    codes.addAll(lines(orders, "SHIP_FROM_ORG"));
    pairs(
        rows.read(
            connection,
            "mtl_parameters",
            "organization_code, organization_id",
            "organization_code",
            KeyType.TEXT,
            codes),
        "ORGANIZATION_CODE",
        "ORGANIZATION_ID",
        warehouses);
    for (Row row :
        rows.read(
            connection,
            "fnd_currencies",
            "currency_code",
            "enabled_flag",
            KeyType.TEXT,
            List.of("Y"))) {
      currencies.add(text(row, "CURRENCY_CODE"));
    }
    for (Row row :
        rows.read(
            connection,
            "mtl_units_of_measure_tl",
            "uom_code",
            "language",
            KeyType.TEXT,
            List.of("US"))) {
      units.add(text(row, "UOM_CODE"));
    }
    customers(connection, rows, orders);
    items(connection, rows, orders);
  }

  private void customers(Connection connection, BaseRows rows, Collection<OrderDocument> orders)
      throws SQLException {
    Set<Long> accounts = new HashSet<>();
    for (Row row :
        rows.read(
            connection,
            "hz_cust_accounts",
            "account_number, cust_account_id, status",
            "account_number",
            KeyType.TEXT,
            headers(orders, "CUSTOMER_NUMBER"))) {
      if ("A".equals(row.get("STATUS"))) {
        customers.put(text(row, "ACCOUNT_NUMBER"), text(row, "CUST_ACCOUNT_ID"));
        accounts.add(row.id("CUST_ACCOUNT_ID"));
      }
    }
    Map<Long, String> sites = new HashMap<>();
    for (Row row :
        rows.read(
            connection,
            "hz_cust_acct_sites_all",
            "cust_acct_site_id, cust_account_id, org_id",
            "cust_account_id",
            KeyType.NUMBER,
            accounts)) {
      sites.put(
          row.id("CUST_ACCT_SITE_ID"), row.get("CUST_ACCOUNT_ID") + "/" + row.get("ORG_ID") + "/");
    }
    for (Row row :
        rows.read(
            connection,
            "hz_cust_site_uses_all",
            "cust_acct_site_id, site_use_id, site_use_code, location, primary_flag, status",
            "cust_acct_site_id",
            KeyType.NUMBER,
            sites.keySet())) {
      if ("A".equals(row.get("STATUS"))) {
        String key = sites.get(row.id("CUST_ACCT_SITE_ID")) + row.get("SITE_USE_CODE") + "/";
        siteUses.put(key + row.get("LOCATION"), text(row, "SITE_USE_ID"));
        if ("Y".equals(row.get("PRIMARY_FLAG"))) {
          siteUses.put(key, text(row, "SITE_USE_ID"));
        }
      }
    }
  }

  private void items(Connection connection, BaseRows rows, Collection<OrderDocument> orders)
      throws SQLException {
    for (Row row :
        rows.read(
            connection,
            "oe_sys_parameters_all",
            "org_id, parameter_value",
            "parameter_code",
            KeyType.TEXT,
            List.of("MASTER_ORGANIZATION_ID"))) {
      masters.put(row.id("ORG_ID"), text(row, "PARAMETER_VALUE"));
    }
    for (Row row :
        rows.read(
            connection,
            "mtl_system_items_b",
            "organization_id, segment1, inventory_item_id, enabled_flag,"
                + " customer_order_enabled_flag, inventory_item_status_code",
            "segment1",
            KeyType.TEXT,
            lines(orders, "INVENTORY_ITEM"))) {
      if ("Y".equals(row.get("ENABLED_FLAG"))
          && "Y".equals(row.get("CUSTOMER_ORDER_ENABLED_FLAG"))
          && !"Inactive".equals(row.get("INVENTORY_ITEM_STATUS_CODE"))) {
        items.put(
            row.get("ORGANIZATION_ID") + "/" + row.get("SEGMENT1"), text(row, "INVENTORY_ITEM_ID"));
      }
    }
  }

  private static Set<String> modifiersOf(Collection<OrderDocument> orders) {
    int at = InterfaceTable.PRICE_ADJUSTMENTS.at("LIST_NAME");
    Set<String> names = new HashSet<>();
    for (OrderDocument order : orders) {
      order.adjustments().forEach(row -> names.add(String.valueOf(row[at])));
      order
          .lines()
          .forEach(line -> line.adjustments().forEach(row -> names.add(String.valueOf(row[at]))));
    }
    names.remove("null");
    return names;
  }

  private static String text(Row row, String column) {
    return Objects.requireNonNull(row.get(column), column);
  }

  private static void pairs(List<Row> rows, String from, String to, Map<String, String> into) {
    for (Row row : rows) {
      if (!"N".equals(row.get("ACTIVE_FLAG"))) {
        into.put(text(row, from), text(row, to));
      }
    }
  }

  private static Set<String> headers(Collection<OrderDocument> orders, String column) {
    int at = ORDER_HEADERS.at(column);
    Set<String> names = new HashSet<>();
    for (OrderDocument order : orders) {
      if (order.header()[at] != null) {
        names.add(String.valueOf(order.header()[at]));
      }
    }
    return names;
  }

  private static Set<String> lines(Collection<OrderDocument> orders, String column) {
    int at = ORDER_LINES.at(column);
    Set<String> names = new HashSet<>();
    for (OrderDocument order : orders) {
      for (OrderDocument.Line line : order.lines()) {
        if (line.row()[at] != null) {
          names.add(String.valueOf(line.row()[at]));
        }
      }
    }
    return names;
  }

  @Nullable String orderType(@Nullable Object name, long org) {
    Row row = orderTypes.get(String.valueOf(name));
    if (row == null) {
      return null;
    }
    String unit = row.get("ORG_ID");
    return unit == null || unit.equals(String.valueOf(org)) ? row.get("TRANSACTION_TYPE_ID") : null;
  }

  String category(@Nullable Object name) {
    Row row = orderTypes.get(String.valueOf(name));
    String category = row == null ? null : row.get("ORDER_CATEGORY_CODE");
    return category == null ? "ORDER" : category;
  }

  @Nullable String priceList(@Nullable Object name) {
    return priceLists.get(String.valueOf(name));
  }

  /** A modifier list named by an adjustment. */
  @Nullable String modifier(@Nullable Object name) {
    return modifiers.get(String.valueOf(name));
  }

  @Nullable String term(@Nullable Object name) {
    return terms.get(String.valueOf(name));
  }

  @Nullable String salesrep(@Nullable Object name, long org) {
    return salesreps.get(name + "/" + org);
  }

  @Nullable String warehouse(@Nullable Object code) {
    return warehouses.get(String.valueOf(code));
  }

  @Nullable String customer(@Nullable Object number) {
    return customers.get(String.valueOf(number));
  }

  /** A site use by location; the primary one if the location is null. */
  @Nullable String siteUse(
      @Nullable String account, long org, String code, @Nullable Object location) {
    return siteUses.get(
        account + "/" + org + "/" + code + "/" + (location == null ? "" : location));
  }

  @Nullable String item(long org, @Nullable Object code) {
    return items.get(masters.get(org) + "/" + code);
  }

  boolean unit(@Nullable Object code) {
    return code == null || units.contains(String.valueOf(code));
  }

  boolean currency(@Nullable Object code) {
    return currencies.contains(String.valueOf(code));
  }
}
