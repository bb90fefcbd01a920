package io.pipemill.control.trial;

import io.pipemill.canonical.DocumentName;
import io.pipemill.canonical.model.DocumentType;
import io.pipemill.control.NotFoundException;
import io.pipemill.control.RefusedException;
import io.pipemill.control.runs.Progress;
import io.pipemill.control.runs.Run;
import io.pipemill.control.runs.Runs;
import io.pipemill.control.trial.TrialResult.Part;
import io.pipemill.hub.Hub;
import io.pipemill.hub.codes.CodesInForce;
import io.pipemill.hub.remap.Compared;
import io.pipemill.hub.remap.Remapping;
import io.pipemill.hub.remap.Scope;
import io.pipemill.hub.routing.Flow;
import io.pipemill.mapping.ExternalSystem;
import io.pipemill.mapping.InboundMapping;
import io.pipemill.mapping.MappingCompiler;
import io.pipemill.mapping.bundle.MappingBundle;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Runs changed mappings over the stored source records of a period and reports what they would have
 * changed. Changes nothing: neither in the store nor at a target.
 */
public final class TrialControl {
  private static final int LARGEST_UPLOAD = 16_000_000;

  private final Hub hub;
  private final MappingCompiler compiler;
  private final CodesInForce codes;
  private final Remapping remapping;
  private final Runs runs;
  private final TrialFiles files;
  private final Clock clock;
  private final ZoneId zone;

  /**
   * @param files where reports are kept
   * @param clock with the zone in which the days of a period are meant
   */
  public TrialControl(
      Hub hub,
      MappingCompiler compiler,
      CodesInForce codes,
      Remapping remapping,
      Runs runs,
      TrialFiles files,
      Clock clock) {
    this.hub = hub;
    this.compiler = compiler;
    this.codes = codes;
    this.remapping = remapping;
    this.runs = runs;
    this.files = files;
    this.clock = clock;
    this.zone = clock.getZone();
  }

  /**
   * What to try.
   *
   * @param bundles mappings of the system with all they need, each a zip archive in Base64
   * @param from first day, yyyy-MM-dd, on which the documents were read; null for the oldest
   * @param to last day; null for today
   * @param limit at most so many documents of each type, the latest first; null for all
   * @param language of the report: en or zh
   */
  public record Wanted(
      String system,
      List<String> bundles,
      @Nullable String from,
      @Nullable String to,
      @Nullable Long limit,
      String language) {}

  private record Tried(Flow flow, InboundMapping mapping, String file) {}

  /**
   * Starts it; {@link Runs} tells how it goes and has the {@link TrialResult}.
   *
   * @throws NotFoundException if this node has no such system
   * @throws RefusedException with everything that is wrong: mappings that do not compile, with file
   *     and line; days, limit, language; another run that is under way
   */
  public Run start(Wanted wanted, String by) {
    List<String> problems = new ArrayList<>();
    LocalDate from = day("from", wanted.from(), problems);
    LocalDate to = day("to", wanted.to(), problems);
    if (from != null && to != null && to.isBefore(from)) {
      problems.add("to: found " + to + ", expected a day not before " + from);
    }
    if (wanted.limit() != null && wanted.limit() < 1) {
      problems.add("limit: found " + wanted.limit() + ", expected 1 or more");
    }
    if (!List.of("en", "zh").contains(wanted.language())) {
      problems.add("language: found '" + wanted.language() + "', expected en or zh");
    }
    List<Tried> tried = compiled(wanted, problems);
    if (!problems.isEmpty()) {
      throw new RefusedException(problems);
    }
    Scope scope =
        Scope.period(
            from == null ? null : from.atStartOfDay(zone).toInstant(),
            to == null ? null : to.plusDays(1).atStartOfDay(zone).toInstant(),
            wanted.limit() == null ? Long.MAX_VALUE : wanted.limit());
    return runs.start("try", by, progress -> run(wanted, tried, scope, progress));
  }

  private static @Nullable LocalDate day(
      String name, @Nullable String text, List<String> problems) {
    try {
      return text == null ? null : LocalDate.parse(text);
    } catch (DateTimeParseException e) {
      problems.add(name + ": found '" + text + "', expected a day such as 2026-01-31");
      return null;
    }
  }

  private List<Tried> compiled(Wanted wanted, List<String> problems) {
    List<Flow> flows =
        hub.topology().flows().stream()
            .filter(flow -> flow.system().id().equals(wanted.system()))
            .toList();
    if (flows.isEmpty()) {
      throw new NotFoundException(
          "system '"
              + wanted.system()
              + "': expected one of "
              + hub.topology().flows().stream().map(f -> f.system().id()).distinct().toList());
    }
    if (wanted.bundles().isEmpty()) {
      problems.add("bundles: found none, expected the mappings to try");
    }
    long size = wanted.bundles().stream().mapToLong(String::length).sum();
    if (size > LARGEST_UPLOAD) {
      problems.add("bundles: found " + size + " characters, expected at most " + LARGEST_UPLOAD);
      return List.of();
    }
    List<Tried> tried = new ArrayList<>();
    for (String text : wanted.bundles()) {
      try {
        byte[] bytes = Base64.getDecoder().decode(text);
        MappingBundle bundle = MappingBundle.read(bytes);
        if (!bundle.system().equals(wanted.system())) {
          problems.add(
              bundle.file()
                  + ": it is of system '"
                  + bundle.system()
                  + "', expected '"
                  + wanted.system()
                  + "'");
          continue;
        }
        InboundMapping mapping = compiler.compile(bytes);
        Flow flow =
            flows.stream()
                .filter(f -> f.document().equals(mapping.document().name()))
                .findFirst()
                .orElse(null);
        if (flow == null) {
          problems.add(
              bundle.file()
                  + ": this node reads no "
                  + mapping.document().name()
                  + " of "
                  + wanted.system()
                  + ", so there is nothing to try it on");
        } else {
          tried.add(new Tried(flow, withConfirmed(flow, mapping), bundle.file()));
        }
      } catch (IllegalArgumentException e) {
        problems.add(String.valueOf(e.getMessage()));
      }
    }
    return tried;
  }

  /** Codes confirmed on the node would lie over the changed folder too. */
  private InboundMapping withConfirmed(Flow flow, InboundMapping mapping) {
    DocumentName document = mapping.document().name();
    ExternalSystem changed = flow.system().withMappings(Map.of(document, mapping), Map.of());
    MappingCompiler.Recoded recoded = compiler.recode(changed, codes.confirmed(flow.system().id()));
    return recoded.system().in().getOrDefault(document, mapping);
  }

  private TrialResult run(Wanted wanted, List<Tried> tried, Scope scope, Progress progress) {
    List<Part> parts = new ArrayList<>();
    boolean complete = true;
    for (Tried one : tried) {
      TrialCount count = new TrialCount(one.flow().type());
      complete &=
          remapping.run(
              one.flow(),
              one.mapping(),
              scope,
              progress::expect,
              some -> {
                for (Compared compared : some) {
                  count.add(compared);
                }
                progress.examined(some.size());
              },
              progress::goesOn);
      InboundMapping inForce = one.flow().mapping();
      parts.add(
          count.part(
              one.file(), one.mapping().version(), inForce == null ? "" : inForce.version()));
    }
    Map<String, DocumentType> types = new HashMap<>();
    tried.forEach(one -> types.put(one.flow().document().toString(), one.flow().type()));
    return files.write(
        new TrialResult(wanted.system(), wanted.from(), wanted.to(), complete, parts, null, null),
        types,
        wanted.language(),
        clock.instant().atZone(zone));
  }
}
