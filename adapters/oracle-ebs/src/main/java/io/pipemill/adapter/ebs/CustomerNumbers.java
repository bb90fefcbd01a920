package io.pipemill.adapter.ebs;

import static io.pipemill.adapter.ebs.InterfaceTable.ORDER_HEADERS;

import io.pipemill.adapter.ebs.BaseRows.Row;
import io.pipemill.adapter.ebs.Dialect.KeyType;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Order Import takes a customer by account number only. Where a document names one by the ERP's
 * original system reference, its number is put in; an account number wins over a reference.
 */
final class CustomerNumbers {
  private static final int NUMBER = ORDER_HEADERS.at("CUSTOMER_NUMBER");
  private final BaseRows rows;

  CustomerNumbers(Dialect dialect) {
    this.rows = new BaseRows(dialect);
  }

  void putInto(Connection connection, Collection<OrderDocument> orders) throws SQLException {
    Set<String> codes = new HashSet<>();
    for (OrderDocument order : orders) {
      if (order.header()[NUMBER] != null) {
        codes.add(String.valueOf(order.header()[NUMBER]));
      }
    }
    Map<String, String> numbers = byReference(connection, codes);
    if (numbers.isEmpty()) {
      return;
    }
    for (OrderDocument order : orders) {
      String number = numbers.get(String.valueOf(order.header()[NUMBER]));
      if (number != null) {
        order.header()[NUMBER] = number;
      }
    }
  }

  private Map<String, String> byReference(Connection connection, Set<String> codes)
      throws SQLException {
    Map<String, String> numbers = new HashMap<>();
    for (Row row :
        rows.read(
            connection,
            "hz_cust_accounts",
            "orig_system_reference, account_number",
            "orig_system_reference",
            KeyType.TEXT,
            codes)) {
      String reference = String.valueOf(row.get("ORIG_SYSTEM_REFERENCE"));
      String number = String.valueOf(row.get("ACCOUNT_NUMBER"));
      if (!reference.equals(number)) {
        numbers.put(reference, number);
      }
    }
    if (!numbers.isEmpty()) {
      for (Row row :
          rows.read(
              connection,
              "hz_cust_accounts",
              "account_number",
              "account_number",
              KeyType.TEXT,
              Set.copyOf(numbers.keySet()))) {
        numbers.remove(String.valueOf(row.get("ACCOUNT_NUMBER")));
      }
    }
    return numbers;
  }
}
