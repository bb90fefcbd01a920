package io.pipemill.adapter.ebs;

import static io.pipemill.adapter.ebs.InterfaceTable.CUSTOMERS;
import static io.pipemill.adapter.ebs.InterfaceTable.CUSTOMER_ADDRESSES;
import static io.pipemill.adapter.ebs.InterfaceTable.CUSTOMER_PHONES;
import static io.pipemill.adapter.ebs.InterfaceTable.CUSTOMER_PROFILES;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The interface rows that bring a customer to the state of a document. A row stands for a customer,
 * or for a customer with one site use of one address; flag I inserts, U updates. Addresses that are
 * gone from the document stay in the ERP.
 */
final class CustomerPlan {
  private final CustomerReader.Customer customer;
  private final @Nullable BaseCustomer base;
  private final EbsConfig config;
  private final long org;

  CustomerPlan(
      CustomerReader.Customer customer, @Nullable BaseCustomer base, EbsConfig config, long org) {
    this.customer = customer;
    this.base = base;
    this.config = config;
    this.org = org;
  }

  /** The reference the interface must use: the ERP's own where the customer is known. */
  String ref() {
    String known = base == null ? null : base.ref();
    return known == null ? customer.ref() : known;
  }

  boolean nothing() {
    return base == null && customer.cancel();
  }

  void addTo(InterfaceRows rows) {
    if (nothing()) {
      return;
    }
    if (base != null || customer.addresses().isEmpty()) {
      rows.add(CUSTOMERS, row(base == null ? "I" : "U"));
    }
    Set<String> primary = new HashSet<>(base == null ? Set.of() : base.primaryUses());
    for (CustomerReader.Address address : customer.addresses()) {
      for (String use : address.uses()) {
        boolean known = base != null && base.hasUse(address.ref(), use);
        @Nullable Object[] row = row(known ? "U" : "I");
        for (int i = 0; i < CUSTOMER_ADDRESSES.width() - 4; i++) {
          row[CUSTOMERS.at(CUSTOMER_ADDRESSES.columns().get(i).name())] = address.row()[i];
        }
        row[CUSTOMERS.at("SITE_USE_CODE")] = use;
        if (!known) {
          row[CUSTOMERS.at("PRIMARY_SITE_USE_FLAG")] = primary.add(use) ? "Y" : "N";
        }
        rows.add(CUSTOMERS, row);
      }
    }
    if (base == null) {
      profile(rows);
    }
    phone(rows);
  }

  private @Nullable Object[] row(String flag) {
    @Nullable Object[] row = customer.row().clone();
    row[CUSTOMERS.at("ORIG_SYSTEM_CUSTOMER_REF")] = ref();
    row[CUSTOMERS.at("ORG_ID")] = org;
    row[CUSTOMERS.at("INSERT_UPDATE_FLAG")] = flag;
    return row;
  }

  private void profile(InterfaceRows rows) {
    @Nullable Object[] row = new @Nullable Object[CUSTOMER_PROFILES.width()];
    row[CUSTOMER_PROFILES.at("ORIG_SYSTEM_CUSTOMER_REF")] = ref();
    row[CUSTOMER_PROFILES.at("ORG_ID")] = org;
    row[CUSTOMER_PROFILES.at("INSERT_UPDATE_FLAG")] = "I";
    row[CUSTOMER_PROFILES.at("CUSTOMER_PROFILE_CLASS_NAME")] = config.profileClass();
    row[CUSTOMER_PROFILES.at("CREDIT_HOLD")] = "N";
    row[CUSTOMER_PROFILES.at("CURRENCY_CODE")] = customer.currency();
    row[CUSTOMER_PROFILES.at("STANDARD_TERM_NAME")] = customer.term();
    rows.add(CUSTOMER_PROFILES, row);
  }

  private void phone(InterfaceRows rows) {
    if (customer.telephone() == null) {
      return;
    }
    String phone = phoneRef();
    @Nullable Object[] row = new @Nullable Object[CUSTOMER_PHONES.width()];
    row[CUSTOMER_PHONES.at("ORIG_SYSTEM_CUSTOMER_REF")] = ref();
    row[CUSTOMER_PHONES.at("ORIG_SYSTEM_TELEPHONE_REF")] = phone;
    row[CUSTOMER_PHONES.at("ORG_ID")] = org;
    row[CUSTOMER_PHONES.at("INSERT_UPDATE_FLAG")] =
        base != null && base.phones().contains(phone) ? "U" : "I";
    row[CUSTOMER_PHONES.at("TELEPHONE")] = customer.telephone();
    row[CUSTOMER_PHONES.at("TELEPHONE_TYPE")] = "GEN";
    rows.add(CUSTOMER_PHONES, row);
  }

  String phoneRef() {
    return ref() + "-PHONE";
  }
}
