package io.pipemill.adapter.ebs;

import static io.pipemill.adapter.ebs.InterfaceTable.CUSTOMERS;
import static io.pipemill.adapter.ebs.InterfaceTable.CUSTOMER_ADDRESSES;
import static io.pipemill.adapter.ebs.InterfaceTable.CUSTOMER_PHONES;
import static io.pipemill.adapter.ebs.InterfaceTable.CUSTOMER_PROFILES;

import io.pipemill.adapter.AdapterException;
import io.pipemill.adapter.ErrorKind;
import io.pipemill.adapter.OutboundDocument;
import io.pipemill.canonical.Verb;
import io.pipemill.canonical.Violation;
import io.pipemill.canonical.record.RecordTree;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads mapped customers. */
final class CustomerReader {
  private static final int REF = CUSTOMERS.at("ORIG_SYSTEM_CUSTOMER_REF");
  private static final int STATUS = CUSTOMERS.at("CUSTOMER_STATUS");
  private static final int PERSON = CUSTOMERS.at("PERSON_FLAG");
  private static final int TYPE = CUSTOMERS.at("CUSTOMER_TYPE");
  private static final int[] REQUIRED = {
    CUSTOMERS.at("CUSTOMER_NAME"), CUSTOMERS.at("CUSTOMER_NUMBER")
  };
  private static final int ADDRESS_REF = CUSTOMER_ADDRESSES.at("ORIG_SYSTEM_ADDRESS_REF");
  private static final int COUNTRY = CUSTOMER_ADDRESSES.at("COUNTRY");
  private static final int LOCATION = CUSTOMER_ADDRESSES.at("LOCATION");
  private static final int[] ADDRESS_REQUIRED = {CUSTOMER_ADDRESSES.at("ADDRESS1")};
  private static final int LOCATION_WIDTH = 40;

  private final RecordPlans plans;
  private final RecordPlans addressPlans;

  CustomerReader(EbsConfig config) {
    plans =
        new RecordPlans(
            CUSTOMERS,
            Set.of("CURRENCY_CODE", "STANDARD_TERM_NAME", "TELEPHONE"),
            Set.of("addresses"),
            config);
    addressPlans =
        new RecordPlans(CUSTOMER_ADDRESSES, Set.of("BILL_TO", "SHIP_TO"), Set.of(), config);
  }

  /** A customer as its record states it. */
  record Customer(
      OutboundDocument document,
      String ref,
      boolean cancel,
      @Nullable Object[] row,
      List<Address> addresses,
      @Nullable Object currency,
      @Nullable Object term,
      @Nullable Object telephone) {

    String name() {
      return Objects.toString(row[CUSTOMERS.at("CUSTOMER_NAME")]);
    }
  }

  /**
   * @param row a row of {@link InterfaceTable#CUSTOMER_ADDRESSES}
   * @param uses BILL_TO, SHIP_TO or both
   */
  record Address(String ref, @Nullable Object[] row, List<String> uses) {}

  @Nullable Customer read(OutboundDocument document, List<Violation> problems) {
    RecordTree record = document.record();
    if (record == null) {
      throw new AdapterException(
          "EBS-001",
          ErrorKind.CONFIGURATION,
          "customers need an outbound mapping (customer.out.yaml) in the system's folder");
    }
    RecordPlan plan = plans.of(record.shape());
    @Nullable Object[] row = new @Nullable Object[CUSTOMERS.width()];
    plan.read(record, "", row, problems);
    String ref = (String) row[REF];
    if (ref == null) {
      RecordPlans.missing("ORIG_SYSTEM_CUSTOMER_REF", "", problems);
      return null;
    }
    boolean cancel = document.envelope().verb() == Verb.CANCEL;
    List<Address> addresses = new ArrayList<>();
    if (cancel) {
      row[STATUS] = "I";
    } else {
      addresses(record, addresses, problems);
    }
    RecordPlans.required(CUSTOMERS, REQUIRED, row, "", problems);
    if (row[STATUS] == null) {
      row[STATUS] = "A";
    }
    if (row[PERSON] == null) {
      row[PERSON] = "N";
    }
    if (row[TYPE] == null) {
      row[TYPE] = "R";
    }
    return new Customer(
        document,
        ref,
        cancel,
        row,
        addresses,
        other(plan, record, "CURRENCY_CODE", CUSTOMER_PROFILES, problems),
        other(plan, record, "STANDARD_TERM_NAME", CUSTOMER_PROFILES, problems),
        other(plan, record, "TELEPHONE", CUSTOMER_PHONES, problems));
  }

  private static @Nullable Object other(
      RecordPlan plan,
      RecordTree record,
      String column,
      InterfaceTable table,
      List<Violation> problems) {
    return plan.other(record, column, table.columns().get(table.at(column)), "", problems);
  }

  private void addresses(RecordTree record, List<Address> addresses, List<Violation> problems) {
    List<RecordTree> group = record.group("addresses");
    Set<String> refs = new HashSet<>();
    for (int i = 0; i < group.size(); i++) {
      RecordTree address = group.get(i);
      String path = "addresses[" + (i + 1) + "].";
      RecordPlan plan = addressPlans.of(address.shape());
      @Nullable Object[] row = new @Nullable Object[CUSTOMER_ADDRESSES.width()];
      plan.read(address, path, row, problems);
      String ref = (String) row[ADDRESS_REF];
      if (ref == null) {
        RecordPlans.missing("ORIG_SYSTEM_ADDRESS_REF", path, problems);
        continue;
      }
      if (!refs.add(ref)) {
        problems.add(
            new Violation(
                "EBS-106",
                path + "ORIG_SYSTEM_ADDRESS_REF",
                ref,
                "a reference used once",
                null,
                "'" + ref + "' is used twice"));
      }
      RecordPlans.required(CUSTOMER_ADDRESSES, ADDRESS_REQUIRED, row, path, problems);
      if (row[COUNTRY] == null) {
        row[COUNTRY] = "CN";
      }
      if (row[LOCATION] == null) {
        row[LOCATION] = ref.length() <= LOCATION_WIDTH ? ref : ref.substring(0, LOCATION_WIDTH);
      }
      List<String> uses = new ArrayList<>(2);
      boolean shipTo = plan.flag(address, "SHIP_TO");
      if (plan.flag(address, "BILL_TO") || !shipTo) {
        uses.add("BILL_TO");
      }
      if (shipTo) {
        uses.add("SHIP_TO");
      }
      addresses.add(new Address(ref, row, uses));
    }
  }
}
