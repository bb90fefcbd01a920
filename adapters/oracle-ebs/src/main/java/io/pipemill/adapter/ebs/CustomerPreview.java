package io.pipemill.adapter.ebs;

import static io.pipemill.adapter.ebs.InterfaceTable.CUSTOMERS;
import static io.pipemill.adapter.ebs.InterfaceTable.CUSTOMER_ADDRESSES;

import io.pipemill.adapter.RowChange;
import io.pipemill.adapter.ebs.Dialect.KeyType;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Predicts what the Customer Interface would change in the TCA tables. */
final class CustomerPreview {
  private final EbsConfig config;
  private final CustomerState state;
  private final BaseRows rows;

  CustomerPreview(EbsConfig config, Dialect dialect, CustomerState state) {
    this.config = config;
    this.state = state;
    this.rows = new BaseRows(dialect);
  }

  List<List<RowChange>> of(Connection connection, List<CustomerReader.Customer> customers, long org)
      throws SQLException {
    Set<String> codes = new LinkedHashSet<>();
    Set<String> numbers = new HashSet<>();
    for (CustomerReader.Customer customer : customers) {
      codes.add(customer.ref());
      numbers.add(number(customer));
    }
    Map<String, BaseCustomer> base = state.base(connection, codes, org);
    Map<String, String> owners = new HashMap<>();
    for (BaseRows.Row row :
        rows.read(
            connection,
            "hz_cust_accounts",
            "account_number, orig_system_reference",
            "account_number",
            KeyType.TEXT,
            numbers)) {
      owners.put(
          String.valueOf(row.get("ACCOUNT_NUMBER")),
          String.valueOf(row.get("ORIG_SYSTEM_REFERENCE")));
    }
    References references = references(connection);
    Present present = present(connection, base.values());
    List<List<RowChange>> all = new ArrayList<>();
    for (CustomerReader.Customer customer : customers) {
      BaseCustomer known = base.get(customer.ref());
      CustomerPlan plan = new CustomerPlan(customer, known, config, org);
      String owner = owners.get(number(customer));
      if (plan.nothing()
          || references.refuse(customer, known)
          || (owner != null && !owner.equals(plan.ref()))) {
        all.add(List.of());
      } else {
        all.add(new CustomerChanges(customer, known, plan, org, references, present).all());
      }
    }
    return all;
  }

  private static String number(CustomerReader.Customer customer) {
    return String.valueOf(customer.row()[CUSTOMERS.at("CUSTOMER_NUMBER")]);
  }

  /** Profile classes, terms and countries. */
  record References(
      @Nullable String profileClass, Map<String, String> terms, Set<String> countries) {

    boolean refuse(CustomerReader.Customer customer, @Nullable BaseCustomer known) {
      if (known == null && profileClass == null) {
        return true;
      }
      int country = CUSTOMER_ADDRESSES.at("COUNTRY");
      return customer.addresses().stream()
          .anyMatch(address -> !countries.contains(String.valueOf(address.row()[country])));
    }
  }

  private References references(Connection connection) throws SQLException {
    Map<String, String> terms = new HashMap<>();
    for (BaseRows.Row row :
        rows.read(
            connection, "ra_terms_tl", "name, term_id", "language", KeyType.TEXT, List.of("US"))) {
      terms.put(String.valueOf(row.get("NAME")), String.valueOf(row.get("TERM_ID")));
    }
    List<BaseRows.Row> classes =
        rows.read(
            connection,
            "hz_cust_profile_classes",
            "profile_class_id",
            "name",
            KeyType.TEXT,
            List.of(config.profileClass()));
    Set<String> countries = new HashSet<>();
    try (var statement = connection.prepareStatement("select territory_code from fnd_territories");
        var row = statement.executeQuery()) {
      while (row.next()) {
        countries.add(row.getString(1));
      }
    }
    return new References(
        classes.isEmpty() ? null : classes.get(0).get("PROFILE_CLASS_ID"), terms, countries);
  }

  /** The rows of the known customers, by id and by site. */
  record Present(
      Map<Long, BaseRows.Row> parties,
      Map<Long, BaseRows.Row> accounts,
      Map<String, BaseRows.Row> sites,
      Map<String, BaseRows.Row> locations,
      Map<String, BaseRows.Row> phones) {}

  private Present present(Connection connection, Iterable<BaseCustomer> known) throws SQLException {
    Set<Long> parties = new LinkedHashSet<>();
    Set<Long> accounts = new LinkedHashSet<>();
    for (BaseCustomer customer : known) {
      parties.add(customer.partyId());
      accounts.add(customer.accountId());
    }
    Map<String, BaseRows.Row> sites = new HashMap<>();
    Map<Long, String> byPartySite = new HashMap<>();
    for (BaseRows.Row row :
        rows.read(
            connection,
            "hz_cust_acct_sites_all",
            "cust_account_id, party_site_id, " + String.join(", ", CustomerChanges.SITE),
            "cust_account_id",
            KeyType.NUMBER,
            accounts)) {
      String key = row.get("CUST_ACCOUNT_ID") + "/" + row.get("ORIG_SYSTEM_REFERENCE");
      sites.put(key, row);
      byPartySite.put(row.id("PARTY_SITE_ID"), key);
    }
    Map<Long, String> byLocation = new HashMap<>();
    for (BaseRows.Row row :
        rows.read(
            connection,
            "hz_party_sites",
            "party_site_id, location_id",
            "party_site_id",
            KeyType.NUMBER,
            byPartySite.keySet())) {
      byLocation.put(
          row.id("LOCATION_ID"), String.valueOf(byPartySite.get(row.id("PARTY_SITE_ID"))));
    }
    Map<String, BaseRows.Row> locations = new HashMap<>();
    for (BaseRows.Row row :
        rows.read(
            connection,
            "hz_locations",
            "location_id, " + String.join(", ", CustomerChanges.LOCATION),
            "location_id",
            KeyType.NUMBER,
            byLocation.keySet())) {
      locations.put(String.valueOf(byLocation.get(row.id("LOCATION_ID"))), row);
    }
    Map<String, BaseRows.Row> phones = new HashMap<>();
    for (BaseRows.Row row :
        rows.read(
            connection,
            "hz_contact_points",
            "owner_table_id, " + String.join(", ", CustomerChanges.PHONE),
            "owner_table_id",
            KeyType.NUMBER,
            parties)) {
      phones.put(row.get("OWNER_TABLE_ID") + "/" + row.get("ORIG_SYSTEM_REFERENCE"), row);
    }
    return new Present(
        byId(connection, "hz_parties", "PARTY_ID", CustomerChanges.PARTY, parties),
        byId(connection, "hz_cust_accounts", "CUST_ACCOUNT_ID", CustomerChanges.ACCOUNT, accounts),
        sites,
        locations,
        phones);
  }

  private Map<Long, BaseRows.Row> byId(
      Connection connection, String table, String id, List<String> columns, Set<Long> ids)
      throws SQLException {
    Map<Long, BaseRows.Row> found = new HashMap<>();
    for (BaseRows.Row row :
        rows.read(
            connection, table, id + ", " + String.join(", ", columns), id, KeyType.NUMBER, ids)) {
      found.put(row.id(id), row);
    }
    return found;
  }
}
