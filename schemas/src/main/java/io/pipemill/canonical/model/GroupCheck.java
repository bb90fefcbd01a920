package io.pipemill.canonical.model;

import io.pipemill.canonical.Violation;
import java.util.List;

/** The fields of an object, one after the other. */
final class GroupCheck extends ValueCheck {
  private final CompiledField[] fields;

  GroupCheck(List<CompiledField> fields) {
    this.fields = fields.toArray(new CompiledField[0]);
  }

  @Override
  boolean accepts(Object group) {
    for (CompiledField field : fields) {
      Object value = field.get(group);
      if (value == null ? field.required : !field.check.accepts(value)) {
        return false;
      }
    }
    return true;
  }

  @Override
  void explain(Object group, String path, List<Violation> into) {
    for (CompiledField field : fields) {
      String fieldPath = path.isEmpty() ? field.name : path + "." + field.name;
      Object value = field.get(group);
      if (value != null) {
        field.check.explain(value, fieldPath, into);
      } else if (field.required) {
        into.add(missing(field, fieldPath));
      }
    }
  }

  static Violation missing(CompiledField field, String fieldPath) {
    return Rule.REQUIRED.violation(
        fieldPath, null, Expectation.of(field), "is required and absent");
  }
}
