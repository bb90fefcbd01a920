package io.pipemill.hub;

import io.pipemill.canonical.Envelope;
import io.pipemill.canonical.Verb;
import io.pipemill.canonical.Violation;
import io.pipemill.canonical.model.DocumentType;
import io.pipemill.canonical.record.RecordTree;
import io.pipemill.canonical.salesorder.v1.SalesOrder;
import io.pipemill.canonical.types.v1.PartyReference;
import io.pipemill.mapping.Explanation;
import io.pipemill.mapping.FieldUse;
import io.pipemill.mapping.InboundMapping;
import io.pipemill.mapping.Lookups;
import io.pipemill.mapping.Mapped;
import io.pipemill.mapping.OnMissing;
import io.pipemill.mapping.OutboundMapping;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Maps the three columns of {@link MemorySystems}; the tons go into the note, where the test target
 * reads them.
 */
record FakeMapping(String system, DocumentType document, OnMissing onMissing)
    implements InboundMapping {

  @Override
  public String version() {
    return "0123456789abcdef";
  }

  @Override
  public byte[] bundle() {
    return new byte[] {1};
  }

  @Override
  public List<FieldUse> uses() {
    return List.of();
  }

  @Override
  public Map<String, Object> source() {
    return Map.of();
  }

  @Override
  public Columns columns() {
    return new Columns(MemorySystems.ORDER.columns(), Map.of());
  }

  @Override
  public List<Mapped> map(List<RecordTree> records, Lookups lookups) {
    List<Mapped> mapped = new ArrayList<>();
    for (RecordTree record : records) {
      String number = String.valueOf(record.value("NO"));
      String customer = String.valueOf(record.value("CUSTOMER"));
      String tons = String.valueOf(record.value("TONS"));
      SalesOrder order = new SalesOrder();
      order.setOrderNumber(number);
      order.setOrderDate(LocalDate.of(2026, 1, 2));
      order.setCurrency("CNY");
      order.setNote(tons);
      PartyReference party = new PartyReference();
      party.setCode(customer);
      order.setCustomer(party);
      List<Violation> problems = new ArrayList<>();
      if (tons.startsWith("-")) {
        problems.add(new Violation("MAP-001", "TONS", tons, "a positive number", null, "negative"));
      }
      List<Mapped.MissingMaster> missing = new ArrayList<>();
      if (lookups.masters("customer", Set.of(customer)).isEmpty()) {
        if (onMissing == OnMissing.REJECT) {
          problems.add(
              new Violation("MAP-002", "CUSTOMER", customer, "a known customer", null, "unknown"));
        } else {
          missing.add(new Mapped.MissingMaster("customer", customer, onMissing, null));
        }
      }
      Verb verb = tons.equals("0") ? Verb.CANCEL : Verb.PROCESS;
      mapped.add(
          new Mapped(
              order,
              number,
              verb,
              null,
              Map.of("customer.code", customer),
              problems,
              missing,
              null));
    }
    return mapped;
  }

  @Override
  public Explanation explain(RecordTree record, String path, Lookups lookups) {
    throw new IllegalArgumentException(path);
  }

  /** The target takes documents as they are; the record stays empty. */
  record Out(String system, DocumentType document) implements OutboundMapping {
    @Override
    public String version() {
      return "0";
    }

    @Override
    public List<FieldUse> uses() {
      return List.of();
    }

    @Override
    public Map<String, Object> target() {
      return Map.of();
    }

    @Override
    public boolean onlyOwn() {
      return false;
    }

    @Override
    public Written write(Object content, Envelope envelope) {
      return new Written(
          RecordTree.flat(io.pipemill.canonical.record.RecordShape.of("x"), new Object[0], null),
          List.of());
    }
  }
}
