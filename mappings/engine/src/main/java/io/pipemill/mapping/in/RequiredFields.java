package io.pipemill.mapping.in;

import io.pipemill.canonical.model.FieldKind;
import io.pipemill.canonical.model.FieldType;
import io.pipemill.mapping.check.Findings;

/** Finds required fields that nothing fills, and groups that would be filled by half. */
final class RequiredFields {
  private RequiredFields() {}

  static void check(SectionPlan section, Findings findings) {
    check(section, section.type, "", findings);
    for (SectionPlan list : section.lists) {
      check(list, findings);
    }
  }

  private static void check(
      SectionPlan section, FieldType owner, String prefix, Findings findings) {
    for (FieldType field : owner.children()) {
      String path = prefix + field.name();
      boolean whole = section.mapped.containsKey(path);
      boolean partly = section.mapped.keySet().stream().anyMatch(m -> m.startsWith(path + "."));
      if (field.kind() == FieldKind.LIST) {
        if (field.required() && !whole) {
          missing(section, path, findings);
        }
      } else if (partly) {
        check(section, field, path + ".", findings);
      } else if (field.required() && !whole) {
        missing(section, path, findings);
      }
    }
  }

  private static void missing(SectionPlan section, String path, Findings findings) {
    String full = section.path.isEmpty() ? path : section.path + "." + path;
    findings.error(
        section.place,
        "MAP-012",
        "nothing",
        full + ": a column, constant or expression",
        "required field '" + full + "' has no source");
  }
}
