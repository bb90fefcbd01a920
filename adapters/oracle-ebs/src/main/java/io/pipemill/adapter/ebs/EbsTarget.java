package io.pipemill.adapter.ebs;

import io.pipemill.adapter.AdapterContext;
import io.pipemill.adapter.AdapterException;
import io.pipemill.adapter.Answer;
import io.pipemill.adapter.Attempt;
import io.pipemill.adapter.Capability;
import io.pipemill.adapter.CheckResult;
import io.pipemill.adapter.ErrorKind;
import io.pipemill.adapter.OutboundDocument;
import io.pipemill.adapter.Receipt;
import io.pipemill.adapter.RejectedDocuments;
import io.pipemill.adapter.Request;
import io.pipemill.adapter.Resolution;
import io.pipemill.adapter.RowChange;
import io.pipemill.adapter.TargetAdapter;
import io.pipemill.adapter.ebs.ConcurrentRequests.Latest;
import io.pipemill.canonical.DocumentName;
import io.pipemill.canonical.Violation;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One ERP. All documents of an attempt, its outcome row and its request are one transaction. */
final class EbsTarget implements TargetAdapter {
  private final EbsConfig config;
  private final EbsDatabase database;
  private final AdapterContext context;
  private final Dialect dialect;
  private final ConcurrentRequests requests;
  private final Map<String, DocumentImport> imports;
  private volatile @Nullable EbsNames names;

  EbsTarget(EbsConfig config, EbsDatabase database, AdapterContext context) {
    this.config = config;
    this.database = database;
    this.context = context;
    this.dialect =
        config.portable()
            ? new PortableDialect(config.url().startsWith("jdbc:oracle:"))
            : new PostgresDialect();
    this.requests = new ConcurrentRequests(dialect, config);
    this.imports =
        Map.of(
            "customer", new CustomerImport(config, dialect, requests),
            "item", new ItemImport(config, dialect, requests),
            "sales-order", new OrderImport(config, dialect, requests));
  }

  @Override
  public Set<Capability> capabilities() {
    return EnumSet.allOf(Capability.class);
  }

  @Override
  public String identity() {
    return database.read("identity", dialect::identity);
  }

  @Override
  public Receipt deliver(Attempt attempt) {
    List<DocumentImport.Batch> batches = new ArrayList<>();
    List<String> types = new ArrayList<>();
    readAll(attempt.documents(), types, batches);
    String requestId =
        database.attempt(
            attempt,
            connection -> {
              Map<String, Long> submitted = new LinkedHashMap<>();
              for (int i = 0; i < batches.size(); i++) {
                Long request = batches.get(i).write(connection);
                if (request != null) {
                  submitted.put(types.get(i), request);
                }
              }
              return RequestIds.write(submitted);
            },
            context.faults());
    return new Receipt(requestId);
  }

  /** Reads all documents by type; one bad document is enough to stop, all bad ones are named. */
  private void readAll(
      List<OutboundDocument> documents, List<String> types, List<DocumentImport.Batch> batches) {
    Map<String, List<OutboundDocument>> byType = new LinkedHashMap<>();
    for (OutboundDocument document : documents) {
      byType
          .computeIfAbsent(document.envelope().document().name(), t -> new ArrayList<>())
          .add(document);
    }
    Map<Long, List<Violation>> rejections = new LinkedHashMap<>();
    byType.forEach(
        (type, some) -> {
          DocumentImport imported = importOf(type);
          types.add(type);
          batches.add(withNames(known -> imported.read(some, known, rejections)));
        });
    if (!rejections.isEmpty()) {
      throw new RejectedDocuments("EBS-100", rejections);
    }
  }

  private DocumentImport importOf(String type) {
    DocumentImport imported = imports.get(type);
    if (imported == null) {
      throw new AdapterException(
          "EBS-007",
          ErrorKind.CONFIGURATION,
          "document " + type + ": oracle-ebs takes " + imports.keySet());
    }
    return imported;
  }

  /** Runs with the names last read, and once more with fresh ones if one was not among them. */
  private <T> T withNames(java.util.function.Function<EbsNames, T> work) {
    EbsNames known = names;
    if (known != null) {
      try {
        return work.apply(known);
      } catch (EbsNames.UnknownName e) {
        // it may have been set up since: read again below
      }
    }
    known = database.read("names", EbsNames::read);
    names = known;
    return work.apply(known);
  }

  @Override
  public Resolution resolve(Attempt attempt) {
    return database.resolve(attempt);
  }

  @Override
  public Set<String> ended(Set<String> requestIds) {
    Map<Long, String> ids = new HashMap<>();
    requestIds.forEach(id -> RequestIds.all(id).forEach(one -> ids.put(one, id)));
    Map<Long, Latest> latest =
        database.read("requests", connection -> requests.latest(connection, ids.keySet()));
    Set<String> over = new HashSet<>();
    latest.forEach(
        (id, last) -> {
          if (last.over()) {
            over.add(Objects.requireNonNull(ids.get(id)));
          }
        });
    return over;
  }

  @Override
  public List<Answer> answers(Collection<Request> asked) {
    Map<String, Map<Long, List<OutboundDocument>>> byType = new LinkedHashMap<>();
    for (Request request : asked) {
      for (OutboundDocument document : request.documents()) {
        DocumentName type = document.envelope().document();
        Long id = RequestIds.of(request.requestId(), type);
        if (id != null) {
          byType
              .computeIfAbsent(type.name(), t -> new LinkedHashMap<>())
              .computeIfAbsent(id, i -> new ArrayList<>())
              .add(document);
        }
      }
    }
    List<Answer> answers = new ArrayList<>();
    List<DocumentImport.Unfinished> unfinished = new ArrayList<>();
    byType.forEach(
        (type, some) -> {
          DocumentImport.Outcome outcome =
              withNames(
                  known ->
                      database.read("answers", connection -> over(connection, type, some, known)));
          answers.addAll(outcome.answers());
          unfinished.addAll(outcome.unfinished());
        });
    String exhausted = resubmit(unfinished);
    if (exhausted != null && answers.isEmpty()) {
      throw new AdapterException("EBS-008", ErrorKind.TRANSIENT, exhausted);
    }
    return answers;
  }

  private DocumentImport.Outcome over(
      Connection connection,
      String type,
      Map<Long, List<OutboundDocument>> documents,
      EbsNames known)
      throws SQLException {
    dialect.snapshot(connection);
    Map<Latest, List<OutboundDocument>> over = new LinkedHashMap<>();
    requests
        .latest(connection, documents.keySet())
        .forEach(
            (original, latest) -> {
              if (latest.over()) {
                over.put(latest, documents.getOrDefault(original, List.of()));
              }
            });
    return over.isEmpty()
        ? new DocumentImport.Outcome(List.of(), List.of())
        : importOf(type).answers(connection, over, known);
  }

  /** Submits again what was not processed; returns a sentence about those given up, or null. */
  private @Nullable String resubmit(List<DocumentImport.Unfinished> unfinished) {
    String exhausted = null;
    for (DocumentImport.Unfinished work : unfinished) {
      if (work.request().resubmissions() >= config.resubmissions()) {
        exhausted =
            work.reason()
                + ", also after "
                + work.request().resubmissions()
                + " resubmissions: is a concurrent manager running, and is the order source"
                + " enabled?";
      } else {
        database.resubmit(
            connection ->
                requests.note(connection, work.request(), work.release().run(connection)));
      }
    }
    return exhausted;
  }

  @Override
  public List<List<RowChange>> preview(List<OutboundDocument> documents) {
    Map<Long, List<RowChange>> changes = new HashMap<>();
    Map<String, List<OutboundDocument>> byType = new LinkedHashMap<>();
    for (OutboundDocument document : documents) {
      byType
          .computeIfAbsent(document.envelope().document().name(), t -> new ArrayList<>())
          .add(document);
    }
    byType.forEach(
        (type, some) -> {
          Map<Long, List<Violation>> rejections = new HashMap<>();
          DocumentImport.Batch batch =
              withNames(known -> importOf(type).read(some, known, rejections));
          // a document with bad content is refused before it is sent: it changes nothing
          List<OutboundDocument> sent =
              some.stream()
                  .filter(document -> !rejections.containsKey(document.deliveryId()))
                  .toList();
          List<List<RowChange>> found =
              sent.isEmpty() ? List.of() : database.read("preview", batch::preview);
          for (int i = 0; i < sent.size(); i++) {
            changes.put(sent.get(i).deliveryId(), found.get(i));
          }
        });
    return documents.stream()
        .map(document -> changes.getOrDefault(document.deliveryId(), List.of()))
        .toList();
  }

  @Override
  public Map<String, String> known(String master, Set<String> codes) {
    if (codes.isEmpty()) {
      return Map.of();
    }
    Masters masters = new Masters(dialect);
    return switch (master) {
      case "customer" ->
          database.read("known customers", connection -> masters.customers(connection, codes));
      case "item" ->
          withNames(
              names ->
                  database.read(
                      "known items",
                      connection -> masters.items(connection, codes, names.ownUnit(config))));
      default -> Map.of();
    };
  }

  @Override
  public CheckResult check() {
    return new EbsCheck(config, dialect, database).run();
  }

  @Override
  public void close() {
    database.close();
  }
}
