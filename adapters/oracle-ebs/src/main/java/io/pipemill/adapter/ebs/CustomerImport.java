package io.pipemill.adapter.ebs;

import io.pipemill.adapter.Answer;
import io.pipemill.adapter.OutboundDocument;
import io.pipemill.adapter.RowChange;
import io.pipemill.adapter.ebs.ConcurrentRequests.Latest;
import io.pipemill.adapter.ebs.ConcurrentRequests.Phase;
import io.pipemill.canonical.Violation;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Customers through the Customer Interface (RACUST). */
final class CustomerImport implements DocumentImport {
  private final EbsConfig config;
  private final Dialect dialect;
  private final ConcurrentRequests requests;
  private final CustomerReader reader;
  private final CustomerState state;
  private final CustomerPreview preview;

  CustomerImport(EbsConfig config, Dialect dialect, ConcurrentRequests requests) {
    this.config = config;
    this.dialect = dialect;
    this.requests = requests;
    this.reader = new CustomerReader(config);
    this.state = new CustomerState(dialect);
    this.preview = new CustomerPreview(config, dialect, state);
  }

  @Override
  public Batch read(
      List<OutboundDocument> documents, EbsNames names, Map<Long, List<Violation>> rejections) {
    List<CustomerReader.Customer> customers = new ArrayList<>();
    for (OutboundDocument document : documents) {
      List<Violation> problems = new ArrayList<>(0);
      CustomerReader.Customer customer = reader.read(document, problems);
      if (customer == null || !problems.isEmpty()) {
        rejections.put(document.deliveryId(), List.copyOf(problems));
      } else {
        customers.add(customer);
      }
    }
    return new CustomerBatch(customers, names.ownUnit(config));
  }

  private final class CustomerBatch implements Batch {
    private final List<CustomerReader.Customer> customers;
    private final long org;

    CustomerBatch(List<CustomerReader.Customer> customers, long org) {
      this.customers = customers;
      this.org = org;
    }

    @Override
    public @Nullable Long write(Connection connection) throws SQLException {
      Set<String> refs = new LinkedHashSet<>();
      customers.forEach(customer -> refs.add(customer.ref()));
      Map<String, BaseCustomer> base = state.base(connection, refs, org);
      List<CustomerPlan> plans = new ArrayList<>();
      for (CustomerReader.Customer customer : customers) {
        CustomerPlan plan = new CustomerPlan(customer, base.get(customer.ref()), config, org);
        plans.add(plan);
        refs.add(plan.ref());
      }
      clear(connection, refs);
      InterfaceRows rows = new InterfaceRows(config);
      plans.forEach(plan -> plan.addTo(rows));
      if (rows.isEmpty()) {
        return null;
      }
      rows.load(connection, dialect);
      return requests.submitCustomerInterface(
          connection, "Pipemill: " + customers.size() + " customers");
    }

    private void clear(Connection connection, Set<String> refs) throws SQLException {
      List<CustomerState.Standing> standing = state.standing(connection, refs, true);
      if (standing.isEmpty()) {
        return;
      }
      Set<Long> stamps = new HashSet<>();
      Set<String> stale = new LinkedHashSet<>();
      for (CustomerState.Standing row : standing) {
        if (row.requestId() != null && row.status() == null && !row.validated()) {
          stamps.add(row.requestId());
        }
        stale.add(row.ref());
      }
      requests.refuseIfRunning(connection, stamps, "customers of this delivery");
      state.remove(connection, stale);
    }

    @Override
    public List<List<RowChange>> preview(Connection connection) throws SQLException {
      return preview.of(connection, customers, org);
    }
  }

  @Override
  public Outcome answers(
      Connection connection, Map<Latest, List<OutboundDocument>> over, EbsNames names)
      throws SQLException {
    Map<Latest, List<CustomerReader.Customer>> customers = new LinkedHashMap<>();
    Set<String> codes = new LinkedHashSet<>();
    over.forEach(
        (request, documents) -> {
          for (OutboundDocument document : documents) {
            CustomerReader.Customer customer = reader.read(document, new ArrayList<>());
            if (customer != null) {
              customers.computeIfAbsent(request, r -> new ArrayList<>()).add(customer);
              codes.add(customer.ref());
            }
          }
        });
    long org = names.ownUnit(config);
    Map<String, BaseCustomer> base = state.base(connection, codes, org);
    Set<String> refs = new LinkedHashSet<>(codes);
    base.values().forEach(known -> refs.add(known.ref() == null ? "" : known.ref()));
    Map<String, List<CustomerState.Standing>> standing = new HashMap<>();
    Set<Long> stamps = new HashSet<>();
    for (CustomerState.Standing row : state.standing(connection, refs, false)) {
      standing.computeIfAbsent(row.ref(), r -> new ArrayList<>()).add(row);
      if (row.requestId() != null) {
        stamps.add(row.requestId());
      }
    }
    Map<Long, Phase> phases = requests.phases(connection, stamps);
    List<Answer> answers = new ArrayList<>();
    List<Unfinished> unfinished = new ArrayList<>();
    customers.forEach(
        (request, some) -> {
          Set<String> again = new LinkedHashSet<>();
          for (CustomerReader.Customer customer : some) {
            BaseCustomer known = base.get(customer.ref());
            String ref = known == null || known.ref() == null ? customer.ref() : known.ref();
            Answer answer =
                answer(customer, known, standing.getOrDefault(ref, List.of()), phases, ref, again);
            if (answer != null) {
              answers.add(answer);
            }
          }
          if (!again.isEmpty()) {
            unfinished.add(again(request, again));
          }
        });
    return new Outcome(answers, unfinished);
  }

  private static @Nullable Answer answer(
      CustomerReader.Customer customer,
      @Nullable BaseCustomer known,
      List<CustomerState.Standing> rows,
      Map<Long, Phase> phases,
      String ref,
      Set<String> again) {
    List<String> words = new ArrayList<>();
    boolean waiting = false;
    for (CustomerState.Standing row : rows) {
      if (row.status() != null) {
        for (String word : CustomerErrors.explain(row.status())) {
          if (!words.contains(word)) {
            words.add(word);
          }
        }
      } else if (!row.validated()) {
        Phase phase = row.requestId() == null ? null : phases.get(row.requestId());
        if (phase == null || phase.ended()) {
          again.add(ref);
        }
        waiting = true;
      }
    }
    long id = customer.document().deliveryId();
    if (!words.isEmpty()) {
      again.remove(ref);
      return new Answer(id, false, null, words, null);
    }
    if (waiting) {
      return null;
    }
    if (known == null && !customer.cancel()) {
      return new Answer(
          id,
          false,
          null,
          List.of(
              "EBS-111 the interface rows of "
                  + CustomerKey.account(ref)
                  + " are gone and the customer was not imported: somebody removed them"),
          null);
    }
    return new Answer(id, true, known == null ? null : known.number(), List.of(), null);
  }

  private Unfinished again(Latest request, Set<String> refs) {
    return new Unfinished(
        request,
        refs.size() + " customers of request " + request.requestId() + " were not processed",
        connection -> {
          state.release(connection, refs);
          return requests.submitCustomerInterface(
              connection,
              "Pipemill: again "
                  + (request.resubmissions() + 1)
                  + " of "
                  + config.resubmissions()
                  + " for request "
                  + request.original());
        });
  }
}
