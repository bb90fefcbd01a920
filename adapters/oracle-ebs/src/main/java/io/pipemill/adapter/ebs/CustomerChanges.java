package io.pipemill.adapter.ebs;

import static io.pipemill.adapter.ebs.InterfaceTable.CUSTOMERS;
import static io.pipemill.adapter.ebs.InterfaceTable.CUSTOMER_ADDRESSES;

import io.pipemill.adapter.RowChange;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The changes of one customer, row by row. */
final class CustomerChanges {
  static final List<String> PARTY =
      List.of(
          "PARTY_NAME",
          "PARTY_TYPE",
          "ORIG_SYSTEM_REFERENCE",
          "ORGANIZATION_NAME_PHONETIC",
          "CATEGORY_CODE",
          "TAX_REFERENCE",
          "STATUS");
  static final List<String> ACCOUNT =
      Stream.concat(
              Stream.of(
                  "ACCOUNT_NUMBER",
                  "ORIG_SYSTEM_REFERENCE",
                  "STATUS",
                  "CUSTOMER_TYPE",
                  "CUSTOMER_CLASS_CODE"),
              IntStream.rangeClosed(1, 15).mapToObj(i -> "ATTRIBUTE" + i))
          .toList();
  static final List<String> PROFILE = List.of("PROFILE_CLASS_ID", "STANDARD_TERMS", "STATUS");
  static final List<String> LOCATION =
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
  static final List<String> PARTY_SITE = List.of("STATUS", "IDENTIFYING_ADDRESS_FLAG");
  static final List<String> SITE =
      List.of("ORIG_SYSTEM_REFERENCE", "STATUS", "ORG_ID", "BILL_TO_FLAG", "SHIP_TO_FLAG");
  static final List<String> USE =
      List.of(
          "SITE_USE_CODE", "PRIMARY_FLAG", "STATUS", "LOCATION", "ORIG_SYSTEM_REFERENCE", "ORG_ID");
  static final List<String> PHONE =
      List.of(
          "CONTACT_POINT_TYPE",
          "OWNER_TABLE_NAME",
          "PHONE_NUMBER",
          "PHONE_LINE_TYPE",
          "ORIG_SYSTEM_REFERENCE",
          "STATUS");

  private final CustomerReader.Customer customer;
  private final @Nullable BaseCustomer known;
  private final CustomerPlan plan;
  private final long org;
  private final CustomerPreview.References references;
  private final CustomerPreview.Present present;
  private final List<@Nullable RowChange> changes = new ArrayList<>();

  CustomerChanges(
      CustomerReader.Customer customer,
      @Nullable BaseCustomer known,
      CustomerPlan plan,
      long org,
      CustomerPreview.References references,
      CustomerPreview.Present present) {
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
    BaseRows.Row before = known == null ? null : present.phones().get(known.partyId() + "/" + ref);
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
