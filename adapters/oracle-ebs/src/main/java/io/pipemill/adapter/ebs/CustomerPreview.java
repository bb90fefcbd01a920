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
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Predicts what the Customer Interface would change in the TCA tables. */
final class CustomerPreview {
  private static final List<String> PARTY =
      List.of(
          "PARTY_NAME",
          "PARTY_TYPE",
          "ORIG_SYSTEM_REFERENCE",
          "ORGANIZATION_NAME_PHONETIC",
          "CATEGORY_CODE",
          "TAX_REFERENCE",
          "STATUS");
  private static final List<String> ACCOUNT =
      Stream.concat(
              Stream.of(
                  "ACCOUNT_NUMBER",
                  "ORIG_SYSTEM_REFERENCE",
                  "STATUS",
                  "CUSTOMER_TYPE",
                  "CUSTOMER_CLASS_CODE"),
              IntStream.rangeClosed(1, 15).mapToObj(i -> "ATTRIBUTE" + i))
          .toList();
  private static final List<String> PROFILE =
      List.of("PROFILE_CLASS_ID", "STANDARD_TERMS", "STATUS");
  private static final List<String> LOCATION =
      List.of(
          "ORIG_SYSTEM_REFERENCE",
          "COUNTRY",
          "ADDRESS1",
          "ADDRESS2",
          "ADDRESS3",
          "ADDRESS4",
          "CITY",
          "POSTAL_CODE",
          "STATE",
          "PROVINCE",
          "COUNTY");
  private static final List<String> PARTY_SITE = List.of("STATUS", "IDENTIFYING_ADDRESS_FLAG");
  private static final List<String> SITE =
      List.of("ORIG_SYSTEM_REFERENCE", "STATUS", "ORG_ID", "BILL_TO_FLAG", "SHIP_TO_FLAG");
  private static final List<String> USE =
      List.of(
          "SITE_USE_CODE", "PRIMARY_FLAG", "STATUS", "LOCATION", "ORIG_SYSTEM_REFERENCE", "ORG_ID");
  private static final List<String> PHONE =
      List.of(
          "CONTACT_POINT_TYPE",
          "OWNER_TABLE_NAME",
          "PHONE_NUMBER",
          "PHONE_LINE_TYPE",
          "ORIG_SYSTEM_REFERENCE",
          "STATUS");

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
        all.add(new Changes(customer, known, plan, org, references, present).all());
      }
    }
    return all;
  }

  private static String number(CustomerReader.Customer customer) {
    return String.valueOf(customer.row()[CUSTOMERS.at("CUSTOMER_NUMBER")]);
  }

  /** Profile classes, terms and countries. */
  private record References(
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
  private record Present(
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
            "cust_account_id, party_site_id, " + String.join(", ", SITE),
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
            "location_id, " + String.join(", ", LOCATION),
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
            "owner_table_id, " + String.join(", ", PHONE),
            "owner_table_id",
            KeyType.NUMBER,
            parties)) {
      phones.put(row.get("OWNER_TABLE_ID") + "/" + row.get("ORIG_SYSTEM_REFERENCE"), row);
    }
    return new Present(
        byId(connection, "hz_parties", "PARTY_ID", PARTY, parties),
        byId(connection, "hz_cust_accounts", "CUST_ACCOUNT_ID", ACCOUNT, accounts),
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

  /** The changes of one customer. */
  private static final class Changes {
    private final CustomerReader.Customer customer;
    private final @Nullable BaseCustomer known;
    private final CustomerPlan plan;
    private final long org;
    private final References references;
    private final Present present;
    private final List<@Nullable RowChange> changes = new ArrayList<>();

    Changes(
        CustomerReader.Customer customer,
        @Nullable BaseCustomer known,
        CustomerPlan plan,
        long org,
        References references,
        Present present) {
      this.customer = customer;
      this.known = known;
      this.plan = plan;
      this.org = org;
      this.references = references;
      this.present = present;
    }

    List<RowChange> all() {
      String account = CustomerKey.account(plan.ref());
      party(account);
      account(account);
      if (known == null) {
        profile(account);
      }
      Set<String> primary = new HashSet<>(known == null ? Set.of() : known.primaryUses());
      for (CustomerReader.Address address : customer.addresses()) {
        address(address, primary);
      }
      if (customer.telephone() != null) {
        phone();
      }
      return changes.stream().filter(Objects::nonNull).toList();
    }

    private @Nullable Object sent(String column) {
      return customer.row()[CUSTOMERS.at(column)];
    }

    private void party(String key) {
      BaseRows.Row before = known == null ? null : present.parties().get(known.partyId());
      BaseRows.Row after = before == null ? new BaseRows.Row() : before.copy();
      if (before == null) {
        after.set("PARTY_TYPE", "Y".equals(sent("PERSON_FLAG")) ? "PERSON" : "ORGANIZATION");
        after.set("ORIG_SYSTEM_REFERENCE", plan.ref());
        after.set("STATUS", "A");
      }
      after.set("PARTY_NAME", sent("CUSTOMER_NAME"));
      after.set("ORGANIZATION_NAME_PHONETIC", sent("CUSTOMER_NAME_PHONETIC"));
      after.set("CATEGORY_CODE", sent("CUSTOMER_CATEGORY_CODE"));
      after.set("TAX_REFERENCE", sent("CUST_TAX_REFERENCE"));
      changes.add(BaseRows.change("HZ_PARTIES", key, before, after, PARTY));
    }

    private void account(String key) {
      BaseRows.Row before = known == null ? null : present.accounts().get(known.accountId());
      BaseRows.Row after = before == null ? new BaseRows.Row() : before.copy();
      if (before == null) {
        after.set("ACCOUNT_NUMBER", sent("CUSTOMER_NUMBER"));
        after.set("ORIG_SYSTEM_REFERENCE", plan.ref());
      }
      after.set("STATUS", sent("CUSTOMER_STATUS"));
      after.set("CUSTOMER_TYPE", sent("CUSTOMER_TYPE"));
      after.set("CUSTOMER_CLASS_CODE", sent("CUSTOMER_CLASS_CODE"));
      for (int i = 1; i <= 15; i++) {
        after.set("ATTRIBUTE" + i, sent("CUSTOMER_ATTRIBUTE" + i));
      }
      changes.add(BaseRows.change("HZ_CUST_ACCOUNTS", key, before, after, ACCOUNT));
    }

    private void profile(String key) {
      BaseRows.Row after = new BaseRows.Row();
      after.set("PROFILE_CLASS_ID", references.profileClass());
      after.set("STANDARD_TERMS", references.terms().get(String.valueOf(customer.term())));
      after.set("STATUS", "A");
      changes.add(BaseRows.change("HZ_CUSTOMER_PROFILES", key, null, after, PROFILE));
    }

    private void address(CustomerReader.Address address, Set<String> primary) {
      String key = CustomerKey.address(plan.ref(), address.ref());
      String id = known == null ? "" : known.accountId() + "/" + address.ref();
      BaseRows.Row site = present.sites().get(id);
      Set<String> uses =
          new TreeSet<>(
              known == null ? Set.of() : known.addresses().getOrDefault(address.ref(), Set.of()));
      BaseRows.Row before = site == null ? null : present.locations().get(id);
      BaseRows.Row after = before == null ? new BaseRows.Row() : before.copy();
      boolean changed = site == null;
      for (String use : address.uses()) {
        if (uses.add(use)) {
          BaseRows.Row row = new BaseRows.Row();
          row.set("SITE_USE_CODE", use);
          row.set("PRIMARY_FLAG", primary.add(use) ? "Y" : "N");
          row.set("STATUS", "A");
          row.set("LOCATION", address.row()[CUSTOMER_ADDRESSES.at("LOCATION")]);
          row.set("ORIG_SYSTEM_REFERENCE", address.ref());
          row.set("ORG_ID", org);
          changes.add(
              BaseRows.change(
                  "HZ_CUST_SITE_USES_ALL",
                  CustomerKey.use(plan.ref(), address.ref(), use),
                  null,
                  row,
                  USE));
        } else {
          // only a row with flag U changes the location of a site
          changed = true;
        }
      }
      if (changed) {
        for (String column : LOCATION) {
          if (!column.equals("ORIG_SYSTEM_REFERENCE")) {
            after.set(column, address.row()[CUSTOMER_ADDRESSES.at(column)]);
          }
        }
        after.set("ORIG_SYSTEM_REFERENCE", address.ref());
      }
      changes.add(BaseRows.change("HZ_LOCATIONS", key, before, after, LOCATION));
      BaseRows.Row then = site == null ? new BaseRows.Row() : site.copy();
      if (site == null) {
        then.set("ORIG_SYSTEM_REFERENCE", address.ref());
        then.set("STATUS", "A");
        then.set("ORG_ID", org);
        BaseRows.Row partySite = new BaseRows.Row();
        partySite.set("STATUS", "A");
        partySite.set("IDENTIFYING_ADDRESS_FLAG", "N");
        changes.add(BaseRows.change("HZ_PARTY_SITES", key, null, partySite, PARTY_SITE));
      }
      then.set("BILL_TO_FLAG", uses.contains("BILL_TO") ? "Y" : null);
      then.set("SHIP_TO_FLAG", uses.contains("SHIP_TO") ? "Y" : null);
      changes.add(BaseRows.change("HZ_CUST_ACCT_SITES_ALL", key, site, then, SITE));
    }

    private void phone() {
      String ref = plan.phoneRef();
      BaseRows.Row before =
          known == null ? null : present.phones().get(known.partyId() + "/" + ref);
      BaseRows.Row after = before == null ? new BaseRows.Row() : before.copy();
      if (before == null) {
        after.set("CONTACT_POINT_TYPE", "PHONE");
        after.set("OWNER_TABLE_NAME", "HZ_PARTIES");
        after.set("PHONE_LINE_TYPE", "GEN");
        after.set("ORIG_SYSTEM_REFERENCE", ref);
        after.set("STATUS", "A");
      }
      after.set("PHONE_NUMBER", customer.telephone());
      changes.add(
          BaseRows.change(
              "HZ_CONTACT_POINTS", CustomerKey.phone(plan.ref(), ref), before, after, PHONE));
    }
  }
}
