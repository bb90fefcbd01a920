package io.pipemill.mapping.in;

import io.pipemill.canonical.model.FieldKind;
import io.pipemill.canonical.model.FieldType;
import io.pipemill.mapping.check.Findings;
import io.pipemill.mapping.unit.Units;
import io.pipemill.mapping.yaml.Place;

/**
 * Finds required fields that nothing fills, groups that would be filled by half, and a price for a
 * unit that does not measure what is ordered.
 */
final class RequiredFields {
  private RequiredFields() {}

  static void check(SectionPlan section, Findings findings) {
    check(section, section.type, "", findings);
    prices(section, findings);
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

  private static void prices(SectionPlan section, Findings findings) {
    String unit = section.units.get("quantity");
    String per = section.units.get("unitPrice");
    Place place = section.mapped.get("unitPrice");
    if (unit == null || per == null || place == null) {
      return;
    }
    String measured = Units.dimension(unit);
    String priced = Units.dimension(per);
    if (measured != null && priced != null && !measured.equals(priced)) {
      findings.error(
          place,
          "MAP-014",
          "quantity in " + unit + ", price per " + per,
          "units that measure the same",
          "the quantity is "
              + measured
              + " ("
              + unit
              + "), the price is per "
              + priced
              + " ("
              + per
              + ")");
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
