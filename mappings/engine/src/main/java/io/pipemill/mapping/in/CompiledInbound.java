package io.pipemill.mapping.in;

import io.pipemill.canonical.Verb;
import io.pipemill.canonical.Violation;
import io.pipemill.canonical.model.DocumentType;
import io.pipemill.canonical.model.FieldType;
import io.pipemill.canonical.record.RecordTree;
import io.pipemill.mapping.Explanation;
import io.pipemill.mapping.FieldUse;
import io.pipemill.mapping.InboundMapping;
import io.pipemill.mapping.Lookups;
import io.pipemill.mapping.Mapped;
import io.pipemill.mapping.Mapped.MissingMaster;
import io.pipemill.mapping.check.ContentProblem;
import io.pipemill.mapping.check.Findings;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A compiled inbound mapping. Immutable; what changes during a batch is in its {@link Run}. */
public final class CompiledInbound implements InboundMapping {
  private final InboundPlan plan;
  private final String version;
  private final byte[] bundle;
  private final String codesAsOf;
  private final DocumentType type;
  private final KeyPaths keyPaths;
  private final Predicate<Object> valid;

  CompiledInbound(InboundPlan plan, String version, byte[] bundle, String codesAsOf) {
    this.plan = plan;
    this.version = version;
    this.bundle = bundle;
    this.codesAsOf = codesAsOf;
    this.type = plan.document();
    this.keyPaths = new KeyPaths(type);
    Set<FieldType> settable = new HashSet<>();
    plan.root().addFields(settable);
    this.valid = type.valid(settable);
  }

  @Override
  public String system() {
    return plan.system();
  }

  @Override
  public DocumentType document() {
    return type;
  }

  @Override
  public String version() {
    return version;
  }

  @Override
  public List<FieldUse> uses() {
    return plan.uses();
  }

  @Override
  public byte[] bundle() {
    return bundle.clone();
  }

  @Override
  public String codesAsOf() {
    return codesAsOf;
  }

  @Override
  public boolean reversible() {
    return plan.reversible();
  }

  @Override
  public Map<String, Object> source() {
    return plan.source();
  }

  @Override
  public Columns columns() {
    return plan.columns();
  }

  /** Reports what does not fit the columns a source has now; see {@link SourceColumns}. */
  public void compare(Collection<String> actual, Findings findings) {
    plan.sourceColumns().compare(actual, findings);
  }

  @Override
  public List<Mapped> map(List<RecordTree> records, Lookups lookups) {
    Run run = new Run(plan.sections(), null);
    prefetch(run, records, lookups);
    List<Draft> drafts = new ArrayList<>(records.size());
    for (RecordTree record : records) {
      drafts.add(draft(run, record));
    }
    Masters.Known known = masters(drafts, lookups);
    List<Mapped> results = new ArrayList<>(drafts.size());
    for (Draft draft : drafts) {
      results.add(finished(draft, known));
    }
    return results;
  }

  /** What one record has become before masters are known. */
  private record Draft(
      RecordTree record,
      @Nullable Object document,
      Verb verb,
      @Nullable Instant eventTime,
      Map<String, String> keys,
      List<Violation> problems,
      @Nullable String outOfScope,
      @Nullable String @Nullable [][] codes,
      Map<Object, Run.Made> made) {}

  private void prefetch(Run run, List<RecordTree> records, Lookups lookups) {
    if (!plan.looksUp()) {
      return;
    }
    run.wanted = new HashMap<>();
    for (RecordTree record : records) {
      draft(run, record);
    }
    Map<String, Map<String, String>> found = new HashMap<>();
    run.wanted.forEach((list, keys) -> found.put(list, lookups.crosswalk(list, keys)));
    run.wanted = null;
    run.crosswalks = found;
  }

  private Draft draft(Run run, RecordTree record) {
    run.problems = new ArrayList<>(0);
    run.verb = Verb.PROCESS;
    Object document = type.root().newInstance();
    Section root = plan.root();
    Frame frame = run.frames[root.number];
    if (frame == null) {
      frame = new Frame(run, root, null, record);
      run.frames[root.number] = frame;
    }
    Instant eventTime = null;
    String outOfScope = null;
    Map<String, String> keys = new LinkedHashMap<>(8);
    try {
      frame.start(record, document, 0);
      run.verb = plan.verb().of(frame);
      eventTime =
          plan.eventTime() == null ? null : (Instant) value(frame, "eventTime", plan.eventTime());
      root.fill(frame);
      outOfScope = plan.outOfScope(frame);
      plan.require(frame);
      for (Map.Entry<String, Pipeline> key : plan.keys().entrySet()) {
        Object value = value(frame, "keys." + key.getKey(), key.getValue());
        if (value != null) {
          keys.put(key.getKey(), value.toString());
        }
      }
      keyPaths.searchKeys(document, keys);
    } catch (RuntimeException e) {
      // one bad record must not take its neighbours along; the class tells the developer where
      run.problems.add(
          new Violation(
              "MAP-199",
              "",
              null,
              "a record the mapping can work on",
              record.where(),
              "the mapping failed on this record: " + e.getClass().getName()));
    }
    @Nullable String[][] codes =
        run.verb == Verb.CANCEL || outOfScope != null || plan.masters().none()
            ? null
            : plan.masters().codes(document);
    return new Draft(
        record,
        document,
        run.verb,
        eventTime,
        keys,
        run.problems,
        outOfScope,
        codes,
        run.takeMade());
  }

  private static @Nullable Object value(Frame frame, String field, Pipeline pipeline) {
    try {
      return pipeline.run(frame);
    } catch (ContentProblem problem) {
      frame.run.report(frame, field, pipeline.source.columns(), problem);
      return null;
    }
  }

  private Masters.Known masters(List<Draft> drafts, Lookups lookups) {
    if (plan.masters().none()) {
      return Masters.Known.NONE;
    }
    List<@Nullable String[][]> documents = new ArrayList<>(drafts.size());
    for (Draft draft : drafts) {
      if (draft.codes != null) {
        documents.add(draft.codes);
      }
    }
    return plan.masters().known(documents, lookups);
  }

  private Mapped finished(Draft draft, Masters.Known known) {
    Object document = draft.document;
    if (document == null) {
      return new Mapped(
          null, null, draft.verb, draft.eventTime, draft.keys, draft.problems, List.of(), null);
    }
    String key = keyPaths.businessKey(document);
    if (draft.outOfScope != null) {
      return new Mapped(
          document,
          key,
          draft.verb,
          draft.eventTime,
          draft.keys,
          List.of(),
          List.of(),
          draft.outOfScope);
    }
    List<Violation> problems = draft.problems;
    plan.lineRule(document, draft.verb, draft.record, problems);
    if (!problems.isEmpty() || !valid.test(document)) {
      Verdict.add(type, document, plan.root(), draft.record, draft.made, problems);
    }
    List<MissingMaster> missing =
        draft.codes == null
            ? List.of()
            : plan.masters().missing(document, draft.codes, known, draft.record.where(), problems);
    return new Mapped(
        document, key, draft.verb, draft.eventTime, draft.keys, problems, missing, null);
  }

  @Override
  public Explanation explain(RecordTree record, String path, Lookups lookups) {
    CanonicalPath wanted = CanonicalPath.of(path, type);
    Trace trace = new Trace(wanted.text());
    Run run = new Run(plan.sections(), trace);
    if (plan.looksUp()) {
      Run before = new Run(plan.sections(), null);
      prefetch(before, List.of(record), lookups);
      run.crosswalks = before.crosswalks;
    }
    Draft draft = draft(run, record);
    Object result = draft.document == null || trace.leftOut() ? null : wanted.value(draft.document);
    return trace.explanation(result, version, plan.file());
  }
}
