package io.pipemill.adapter.ebs;

import io.pipemill.adapter.ebs.Dialect.KeyType;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Set-based questions about customers. */
final class CustomerState {
  private static final String[] INTERFACE_TABLES = {
    "ra_customers_interface_all", "ra_customer_profiles_int_all", "ra_contact_phones_int_all"
  };

  private final Dialect dialect;
  private final BaseRows rows;

  CustomerState(Dialect dialect) {
    this.dialect = dialect;
    this.rows = new BaseRows(dialect);
  }

  /**
   * A customer, profile or phone row in the interface.
   *
   * @param status INTERFACE_STATUS: codes of what is wrong, or null
   */
  record Standing(
      String ref,
      String table,
      @Nullable String status,
      @Nullable Long requestId,
      boolean validated) {}

  /**
   * Customers by code, which may be the original system reference or the account number; five
   * queries for any number.
   */
  Map<String, BaseCustomer> base(Connection connection, Collection<String> codes, long org)
      throws SQLException {
    Map<String, BaseCustomer> found = new HashMap<>();
    Map<Long, BaseCustomer> byAccount = new HashMap<>();
    Map<Long, BaseCustomer> byParty = new HashMap<>();
    for (String column : new String[] {"account_number", "orig_system_reference"}) {
      for (BaseRows.Row row :
          rows.read(
              connection,
              "hz_cust_accounts",
              "cust_account_id, party_id, orig_system_reference, account_number",
              column,
              KeyType.TEXT,
              codes)) {
        BaseCustomer customer =
            byAccount.computeIfAbsent(
                row.id("CUST_ACCOUNT_ID"),
                id ->
                    BaseCustomer.of(
                        id,
                        row.id("PARTY_ID"),
                        row.get("ORIG_SYSTEM_REFERENCE"),
                        String.valueOf(row.get("ACCOUNT_NUMBER"))));
        byParty.put(customer.partyId(), customer);
        String code =
            row.get(column.equals("account_number") ? "ACCOUNT_NUMBER" : "ORIG_SYSTEM_REFERENCE");
        // the reference is read last and wins: it is the key of the interface
        found.put(String.valueOf(code), customer);
      }
    }
    sites(connection, byAccount, org);
    for (BaseRows.Row row :
        rows.read(
            connection,
            "hz_contact_points",
            "owner_table_id, orig_system_reference",
            "owner_table_id",
            KeyType.NUMBER,
            byParty.keySet())) {
      BaseCustomer customer = byParty.get(row.id("OWNER_TABLE_ID"));
      String ref = row.get("ORIG_SYSTEM_REFERENCE");
      if (customer != null && ref != null) {
        customer.phones().add(ref);
      }
    }
    return found;
  }

  private void sites(Connection connection, Map<Long, BaseCustomer> byAccount, long org)
      throws SQLException {
    Map<Long, Set<String>> usesBySite = new HashMap<>();
    Map<Long, BaseCustomer> bySite = new HashMap<>();
    for (BaseRows.Row row :
        rows.read(
            connection,
            "hz_cust_acct_sites_all",
            "cust_acct_site_id, cust_account_id, orig_system_reference, org_id",
            "cust_account_id",
            KeyType.NUMBER,
            byAccount.keySet())) {
      BaseCustomer customer = byAccount.get(row.id("CUST_ACCOUNT_ID"));
      String address = row.get("ORIG_SYSTEM_REFERENCE");
      if (customer != null && address != null && String.valueOf(org).equals(row.get("ORG_ID"))) {
        Set<String> uses = customer.addresses().computeIfAbsent(address, a -> new HashSet<>());
        usesBySite.put(row.id("CUST_ACCT_SITE_ID"), uses);
        bySite.put(row.id("CUST_ACCT_SITE_ID"), customer);
      }
    }
    for (BaseRows.Row row :
        rows.read(
            connection,
            "hz_cust_site_uses_all",
            "cust_acct_site_id, site_use_code, primary_flag",
            "cust_acct_site_id",
            KeyType.NUMBER,
            usesBySite.keySet())) {
      long site = row.id("CUST_ACCT_SITE_ID");
      String code = String.valueOf(row.get("SITE_USE_CODE"));
      usesBySite.getOrDefault(site, new HashSet<>()).add(code);
      BaseCustomer customer = bySite.get(site);
      if (customer != null && "Y".equals(row.get("PRIMARY_FLAG"))) {
        customer.primaryUses().add(code);
      }
    }
  }

  List<Standing> standing(Connection connection, Collection<String> refs, boolean lock)
      throws SQLException {
    List<Standing> found = new ArrayList<>();
    for (String table : INTERFACE_TABLES) {
      for (List<String> part : dialect.parts(refs)) {
        try (PreparedStatement statement =
            connection.prepareStatement(
                "select orig_system_customer_ref, interface_status, validated_flag, request_id from "
                    + table
                    + " where "
                    + dialect.in("orig_system_customer_ref", part.size(), KeyType.TEXT)
                    + (lock ? " for update" : ""))) {
          dialect.bind(statement, 1, part, KeyType.TEXT);
          try (ResultSet row = statement.executeQuery()) {
            while (row.next()) {
              long request = row.getLong(4);
              found.add(
                  new Standing(
                      row.getString(1),
                      table,
                      row.getString(2),
                      row.wasNull() ? null : request,
                      "Y".equals(row.getString(3))));
            }
          }
        }
      }
    }
    return found;
  }

  void remove(Connection connection, Collection<String> refs) throws SQLException {
    change(connection, refs, "delete from ", " where ");
  }

  /** Makes rows that a dead request has stamped free to be picked again. */
  void release(Connection connection, Collection<String> refs) throws SQLException {
    change(
        connection,
        refs,
        "update ",
        " set request_id = null where interface_status is null and validated_flag is null and ");
  }

  private void change(Connection connection, Collection<String> refs, String verb, String rest)
      throws SQLException {
    for (String table : INTERFACE_TABLES) {
      for (List<String> part : dialect.parts(refs)) {
        try (PreparedStatement statement =
            connection.prepareStatement(
                verb
                    + table
                    + rest
                    + dialect.in("orig_system_customer_ref", part.size(), KeyType.TEXT))) {
          dialect.bind(statement, 1, part, KeyType.TEXT);
          statement.executeUpdate();
        }
      }
    }
  }
}
