package io.pipemill.canonical.model;

import io.pipemill.canonical.DocumentName;
import io.pipemill.canonical.model.SchemaChange.Breaks;
import io.pipemill.canonical.model.SchemaChange.Kind;
import io.pipemill.canonical.model.SharedSubset.Declared;
import io.pipemill.canonical.model.XsdLint.Finding;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Compares XSDs with released ones. It fails closed: an XSD that cannot be read, or that uses
 * anything beyond the shared subset, breaks both sides, and so does every difference that is not
 * known to be harmless.
 */
public final class SchemaGate {
  private SchemaGate() {}

  /**
   * @param released folder with {@code <document>/v1/<Document>.xsd}
   * @param current the same
   * @return every difference, by document and field
   * @throws IllegalArgumentException if no document was ever released there
   */
  public static List<SchemaChange> compare(Path released, Path current) {
    XsdSource before = XsdSource.of(released);
    if (before.paths().stream().allMatch(path -> path.startsWith("schemas/types/"))) {
      throw new IllegalArgumentException(
          "'" + released + "' has no released XSD: expected <document>/v1/<Document>.xsd");
    }
    return compare(SharedSubset.of(before), SharedSubset.of(XsdSource.of(current)));
  }

  private static List<SchemaChange> compare(SharedSubset released, SharedSubset current) {
    List<SchemaChange> changes = new ArrayList<>();
    notUnderstood(released, "released ", changes);
    notUnderstood(current, "", changes);
    TreeSet<String> names = new TreeSet<>();
    released.documents().keySet().forEach(name -> names.add(name.toString()));
    current.documents().keySet().forEach(name -> names.add(name.toString()));
    for (String name : names) {
      Declared before = released.documents().get(DocumentName.parse(name));
      Declared after = current.documents().get(DocumentName.parse(name));
      if (before != null && after != null) {
        keys(name, before, after, changes);
        changes.addAll(FieldComparison.of(name, before.root(), after.root()));
      } else if (before != null && told(current, name)) {
        continue;
      } else if (before != null) {
        changes.add(
            new SchemaChange(name, "", Kind.DOCUMENT_REMOVED, Breaks.BOTH, before.path(), ""));
      } else if (after != null && !told(released, name)) {
        changes.add(
            new SchemaChange(name, "", Kind.DOCUMENT_ADDED, Breaks.NOBODY, "", after.path()));
      }
    }
    return changes;
  }

  private static void notUnderstood(SharedSubset subset, String side, List<SchemaChange> changes) {
    for (Finding finding : subset.findings()) {
      changes.add(
          new SchemaChange(
              document(finding.path()), "", Kind.NOT_UNDERSTOOD, Breaks.BOTH, "", side + finding));
    }
  }

  private static boolean told(SharedSubset subset, String document) {
    return subset.findings().stream()
        .map(finding -> document(finding.path()))
        .anyMatch(name -> name.equals(document) || name.startsWith("types/"));
  }

  /** {@code schemas/sales-order/v1/SalesOrder.xsd} is of {@code sales-order/v1}. */
  private static String document(String path) {
    return path.replaceFirst("^schemas/", "").replaceFirst("/[^/]*$", "");
  }

  private static void keys(
      String name, Declared before, Declared after, List<SchemaChange> changes) {
    if (!before.businessKey().equals(after.businessKey())) {
      changes.add(
          new SchemaChange(
              name,
              "",
              Kind.BUSINESS_KEY,
              Breaks.BOTH,
              before.businessKey().toString(),
              after.businessKey().toString()));
    }
    if (!before.searchKeys().equals(after.searchKeys())) {
      boolean kept = after.searchKeys().containsAll(before.searchKeys());
      changes.add(
          new SchemaChange(
              name,
              "",
              Kind.SEARCH_KEY,
              kept ? Breaks.NOBODY : Breaks.READERS,
              before.searchKeys().toString(),
              after.searchKeys().toString()));
    }
    counted(name, Kind.WORTH, before.worth(), after.worth(), changes);
    counted(name, Kind.QUANTITY, before.quantity(), after.quantity(), changes);
  }

  /** The same document counts with another amount. */
  private static void counted(
      String name,
      Kind kind,
      @Nullable String before,
      @Nullable String after,
      List<SchemaChange> changes) {
    if (!Objects.equals(before, after)) {
      changes.add(
          new SchemaChange(
              name, "", kind, Breaks.READERS, String.valueOf(before), String.valueOf(after)));
    }
  }
}
