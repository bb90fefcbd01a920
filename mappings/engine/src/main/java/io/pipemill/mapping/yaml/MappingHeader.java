package io.pipemill.mapping.yaml;

import io.pipemill.canonical.DocumentName;
import io.pipemill.canonical.model.DocumentCatalog;
import io.pipemill.mapping.check.Findings;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What every mapping file begins with: apiVersion, document, zone. */
public final class MappingHeader {
  public static final String API_VERSION = "pipemill/v1";

  private MappingHeader() {}

  /** The document type a file maps; null (and findings) if there is no such type. */
  public static @Nullable DocumentName document(
      SectionReader keys, String file, String suffix, DocumentCatalog catalog, Findings findings) {
    apiVersion(keys, findings);
    String text = keys.required("document");
    List<String> names = catalog.names().stream().map(DocumentName::toString).toList();
    DocumentName name;
    try {
      name = DocumentName.parse(text);
    } catch (IllegalArgumentException e) {
      name = null;
    }
    if (name == null || catalog.find(name) == null) {
      if (!text.isEmpty()) {
        findings.unknown(keys.place("document"), "MAP-017", "document type", text, names);
      }
      return null;
    }
    if (!file.equals(name.name() + suffix)) {
      findings.error(
          keys.place("document"),
          "MAP-060",
          name + " in " + file,
          name.name() + suffix,
          "a mapping of " + name + " stands in " + file + ": call it " + name.name() + suffix);
    }
    return name;
  }

  public static void apiVersion(SectionReader keys, Findings findings) {
    String version = keys.required("apiVersion");
    if (!version.isEmpty() && !version.equals(API_VERSION)) {
      findings.error(
          keys.place("apiVersion"),
          "MAP-004",
          version,
          API_VERSION,
          "apiVersion '" + version + "' is not known");
    }
  }

  /** The zone of values without one; UTC if the file names none. */
  public static ZoneId zone(SectionReader keys, Findings findings) {
    String text = keys.text("zone");
    if (text == null) {
      return ZoneOffset.UTC;
    }
    try {
      return ZoneId.of(text);
    } catch (DateTimeException e) {
      findings.error(
          keys.place("zone"),
          "MAP-051",
          text,
          "a zone such as Asia/Shanghai",
          "unknown time zone '" + text + "'");
      return ZoneOffset.UTC;
    }
  }
}
