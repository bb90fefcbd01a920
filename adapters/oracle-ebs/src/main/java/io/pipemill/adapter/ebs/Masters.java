package io.pipemill.adapter.ebs;

import io.pipemill.adapter.ebs.BaseRows.Row;
import io.pipemill.adapter.ebs.Dialect.KeyType;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which customers and items the ERP would accept on an order. */
final class Masters {
  private final BaseRows rows;

  Masters(Dialect dialect) {
    this.rows = new BaseRows(dialect);
  }

  /** Active accounts by account number or original system reference, with the account number. */
  Map<String, String> customers(Connection connection, Set<String> codes) throws SQLException {
    Map<String, String> known = new HashMap<>();
    for (String column : new String[] {"ORIG_SYSTEM_REFERENCE", "ACCOUNT_NUMBER"}) {
      for (Row row :
          rows.read(
              connection,
              "hz_cust_accounts",
              "account_number, orig_system_reference, status",
              column,
              KeyType.TEXT,
              codes)) {
        if ("A".equals(row.get("STATUS"))) {
          known.put(String.valueOf(row.get(column)), String.valueOf(row.get("ACCOUNT_NUMBER")));
        }
      }
    }
    return known;
  }

  /** Orderable items of the item validation organization, with their INVENTORY_ITEM_ID. */
  Map<String, String> items(Connection connection, Set<String> codes, long org)
      throws SQLException {
    String master = null;
    for (Row row :
        rows.read(
            connection,
            "oe_sys_parameters_all",
            "org_id, parameter_value",
            "parameter_code",
            KeyType.TEXT,
            List.of("MASTER_ORGANIZATION_ID"))) {
      if (String.valueOf(org).equals(row.get("ORG_ID"))) {
        master = row.get("PARAMETER_VALUE");
      }
    }
    Map<String, String> known = new HashMap<>();
    for (Row row :
        rows.read(
            connection,
            "mtl_system_items_b",
            "segment1, organization_id, inventory_item_id, enabled_flag,"
                + " customer_order_enabled_flag, inventory_item_status_code",
            "segment1",
            KeyType.TEXT,
            codes)) {
      if (String.valueOf(row.get("ORGANIZATION_ID")).equals(master)
          && "Y".equals(row.get("ENABLED_FLAG"))
          && "Y".equals(row.get("CUSTOMER_ORDER_ENABLED_FLAG"))
          && !"Inactive".equals(row.get("INVENTORY_ITEM_STATUS_CODE"))) {
        known.put(
            String.valueOf(row.get("SEGMENT1")), String.valueOf(row.get("INVENTORY_ITEM_ID")));
      }
    }
    return known;
  }
}
