package io.pipemill.adapter.ebs;

import io.pipemill.adapter.OutboundDocument;
import io.pipemill.canonical.DocumentName;
import io.pipemill.canonical.Envelope;
import io.pipemill.canonical.Verb;
import io.pipemill.canonical.record.RecordShape;
import io.pipemill.canonical.record.RecordTree;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/** Mapped customers and items as outbound mappings write them. */
final class MasterDocuments {
  private static final AtomicLong DELIVERY = new AtomicLong(1_000_000);
  private static final RecordShape ADDRESS =
      RecordShape.of(
          "addresses",
          "ORIG_SYSTEM_ADDRESS_REF",
          "ADDRESS1",
          "CITY",
          "POSTAL_CODE",
          "STATE",
          "COUNTRY",
          "BILL_TO",
          "SHIP_TO");
  private static final RecordShape CUSTOMER =
      new RecordShape(
          "customer",
          List.of(
              "ORIG_SYSTEM_CUSTOMER_REF",
              "CUSTOMER_NUMBER",
              "CUSTOMER_NAME",
              "CUSTOMER_NAME_PHONETIC",
              "CUSTOMER_STATUS",
              "PERSON_FLAG",
              "CUST_TAX_REFERENCE",
              "CURRENCY_CODE",
              "STANDARD_TERM_NAME",
              "TELEPHONE"),
          List.of(ADDRESS));
  private static final RecordShape ITEM =
      RecordShape.of(
          "item",
          "SEGMENT1",
          "DESCRIPTION",
          "LONG_DESCRIPTION",
          "ORGANIZATION_CODE",
          "PRIMARY_UOM_CODE",
          "INVENTORY_ITEM_STATUS_CODE",
          "ATTRIBUTE1");

  private MasterDocuments() {}

  static Customer customer(String code, String name) {
    return new Customer(code, name);
  }

  static OutboundDocument item(Verb verb, Map<String, Object> values) {
    return document(
        "item", String.valueOf(values.get("SEGMENT1")), verb, Orders.tree(ITEM, values));
  }

  static OutboundDocument item(String code, String description, String unit) {
    return item(
        Verb.SYNC, Map.of("SEGMENT1", code, "DESCRIPTION", description, "PRIMARY_UOM_CODE", unit));
  }

  private static OutboundDocument document(String type, String key, Verb verb, RecordTree record) {
    return new OutboundDocument(
        DELIVERY.incrementAndGet(),
        new Envelope(
            UUID.randomUUID(),
            new DocumentName(type, 1),
            key,
            1,
            verb,
            "crude-retail",
            type + "/" + key,
            UUID.randomUUID(),
            Instant.parse("2026-03-01T00:00:00Z"),
            null,
            List.of()),
        new Object(),
        record,
        new byte[32]);
  }

  /** A customer under construction. */
  static final class Customer {
    private final String code;
    private final Map<String, Object> values = new LinkedHashMap<>();
    private final List<RecordTree> addresses = new ArrayList<>();
    private Verb verb = Verb.SYNC;

    private Customer(String code, String name) {
      this.code = code;
      set("ORIG_SYSTEM_CUSTOMER_REF", code);
      set("CUSTOMER_NUMBER", code);
      set("CUSTOMER_NAME", name);
    }

    Customer set(String column, Object value) {
      values.put(column, value);
      return this;
    }

    Customer verb(Verb value) {
      verb = value;
      return this;
    }

    Customer address(String ref, String street, boolean billTo, boolean shipTo) {
      return address(ref, street, billTo, shipTo, Map.of());
    }

    Customer address(
        String ref, String street, boolean billTo, boolean shipTo, Map<String, Object> more) {
      Map<String, Object> address = new LinkedHashMap<>();
      address.put("ORIG_SYSTEM_ADDRESS_REF", ref);
      address.put("ADDRESS1", street);
      address.put("BILL_TO", billTo);
      address.put("SHIP_TO", shipTo);
      address.putAll(more);
      addresses.add(Orders.tree(ADDRESS, address));
      return this;
    }

    OutboundDocument build() {
      return document("customer", code, verb, Orders.tree(CUSTOMER, values, addresses));
    }
  }
}
