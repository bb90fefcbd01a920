package io.pipemill.canonical.model;

import com.sun.xml.xsom.XSSchemaSet;
import io.pipemill.canonical.DocumentName;
import io.pipemill.canonical.model.XsdLint.Finding;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The documents in a set of XSDs, as far as they keep to the subset that all twins share. */
final class SharedSubset {
  /** Readers of JSON numbers keep 53 bits. */
  private static final BigDecimal SAFE = BigDecimal.valueOf((1L << 53) - 1);

  private static final Map<FieldKind, String> NOTATIONS =
      Map.of(
          FieldKind.DATE,
          "[0-9]{4}-[0-9]{2}-[0-9]{2}",
          FieldKind.INSTANT,
          "[0-9]{4}-[0-9]{2}-[0-9]{2}T([01][0-9]|2[0-3])(:[0-5][0-9]){2}(\\.[0-9]{1,9})?"
              + "(Z|[+\\-][0-9]{2}:[0-9]{2})");

  private final Map<DocumentName, Declared> documents = new LinkedHashMap<>();
  private final List<Finding> findings = new ArrayList<>();

  /**
   * A document as its XSD declares it.
   *
   * @param path of the XSD
   */
  record Declared(
      DocumentName name,
      String path,
      XsdField root,
      List<String> businessKey,
      List<String> searchKeys,
      @Nullable String worth,
      @Nullable String quantity) {}

  private SharedSubset() {}

  static SharedSubset of(XsdSource source) {
    SharedSubset subset = new SharedSubset();
    for (String path : source.paths()) {
      subset.findings.addAll(XsdLint.check(path, source.bytes(path)));
    }
    boolean typesAreWrong =
        subset.findings.stream().anyMatch(one -> one.path().startsWith("schemas/types/"));
    for (String path : source.paths()) {
      boolean wrong = subset.findings.stream().anyMatch(one -> one.path().equals(path));
      if (!wrong && !typesAreWrong) {
        subset.read(source, path);
      }
    }
    return subset;
  }

  /** The documents without findings, by name. */
  Map<DocumentName, Declared> documents() {
    return documents;
  }

  /** What is outside of the subset, with what to write instead. */
  List<Finding> findings() {
    return findings;
  }

  private void read(XsdSource source, String path) {
    try {
      DocumentName name = XsdSet.name(path);
      if (name == null) {
        return;
      }
      XSSchemaSet schemas = XsdSet.parse(source, List.of(path));
      var element = XsdSet.root(schemas, name, path);
      XsdAnnotation annotation = XsdAnnotation.of(element);
      XsdField root = XsdModelReader.root(element);
      List<Finding> found = new ArrayList<>();
      root.withDescendants().forEach(field -> check(field, path, found));
      if (documents.containsKey(name)) {
        found.add(new Finding(path, 0, "document " + name + " has two XSDs", "keep one of them"));
      }
      if (found.isEmpty()) {
        documents.put(
            name,
            new Declared(
                name,
                path,
                root,
                annotation.paths("businessKey"),
                annotation.paths("searchKey"),
                annotation.path("worth"),
                annotation.path("quantity")));
      }
      findings.addAll(found);
    } catch (RuntimeException e) {
      // whatever cannot be read is not understood, and so may break anybody
      findings.add(new Finding(path, 0, String.valueOf(e.getMessage()), "see schemas/README.md"));
    }
  }

  private static void check(XsdField field, String path, List<Finding> into) {
    String where = "field '" + field.path() + "': ";
    Facets facets = field.facets();
    switch (field.kind()) {
      case INTEGER -> {
        if (outside(facets.minimum(), facets.above())
            || outside(facets.maximum(), facets.below())) {
          into.add(
              new Finding(
                  path,
                  0,
                  where + "xs:long reaches beyond 2^53, where readers of JSON numbers round",
                  "set xs:minInclusive and xs:maxInclusive inside of ±"
                      + SAFE
                      + ", or use t:Decimal, which JSON has as text"));
        }
        if (facets.totalDigits() != null) {
          into.add(
              new Finding(
                  path,
                  0,
                  where + "xs:totalDigits of a whole number",
                  "set xs:minInclusive and xs:maxInclusive"));
        }
      }
      case DATE, INSTANT -> {
        try {
          TimePattern.patterns(field.kind(), facets.earliest(), facets.latest(), field.path());
        } catch (RuntimeException e) {
          into.add(
              new Finding(
                  path, 0, where + e.getMessage(), "write the bounds as whole seconds in UTC"));
        }
      }
      default -> {}
    }
    String notation = NOTATIONS.get(field.kind());
    List<String> allowed = notation == null ? List.of() : List.of(notation);
    if (field.check() != null
        && field.kind() != FieldKind.TEXT
        && !field.notation().equals(allowed)) {
      into.add(
          new Finding(
              path,
              0,
              where + "xs:pattern " + field.notation() + " on a " + field.kind(),
              "leave patterns to texts; restrict t:Date or t:Instant by bounds, a number by bounds"
                  + " and digits, a code by its enumeration"));
    }
  }

  private static boolean outside(@Nullable BigDecimal inclusive, @Nullable BigDecimal exclusive) {
    BigDecimal bound = inclusive != null ? inclusive : exclusive;
    return bound == null || bound.abs().compareTo(SAFE) > 0;
  }
}
