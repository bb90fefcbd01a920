package io.pipemill.canonical.model;

import io.pipemill.canonical.Violation;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** The fields of an object, one after the other. */
final class GroupCheck extends ValueCheck {
  private final CompiledField[] fields;
  private final ValueCheck[] checks;

  GroupCheck(List<CompiledField> fields) {
    this(fields, fields.stream().map(field -> field.check).toList());
  }

  private GroupCheck(List<CompiledField> fields, List<ValueCheck> checks) {
    this.fields = fields.toArray(new CompiledField[0]);
    this.checks = checks.toArray(new ValueCheck[0]);
  }

  @Override
  GroupCheck limitedTo(Set<FieldType> settable) {
    List<CompiledField> left =
        Arrays.stream(fields).filter(f -> f.required || settable.contains(f)).toList();
    return new GroupCheck(left, left.stream().map(f -> f.check.limitedTo(settable)).toList());
  }

  @Override
  boolean accepts(Object group) {
    for (int i = 0; i < fields.length; i++) {
      Object value = fields[i].get(group);
      if (value == null ? fields[i].required : !checks[i].accepts(value)) {
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
