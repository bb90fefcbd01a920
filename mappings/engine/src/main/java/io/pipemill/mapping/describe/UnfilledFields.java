package io.pipemill.mapping.describe;

import io.pipemill.canonical.model.DocumentType;
import io.pipemill.canonical.model.FieldKind;
import io.pipemill.canonical.model.FieldType;
import io.pipemill.mapping.describe.MappingDescription.Field;
import io.pipemill.mapping.describe.MappingDescription.Unfilled;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Fields of a document type that a mapping leaves out. */
final class UnfilledFields {
  private final Set<String> used;
  private final List<Unfilled> unfilled = new ArrayList<>();

  private UnfilledFields(Set<String> used) {
    this.used = used;
  }

  /** Those an inbound mapping does not fill. */
  static List<Unfilled> of(DocumentType type, List<Field> fields) {
    Set<String> used = new LinkedHashSet<>();
    fields.forEach(field -> used.add(field.target()));
    UnfilledFields search = new UnfilledFields(used);
    search.below(type.root(), true);
    return List.copyOf(search.unfilled);
  }

  /** Those an outbound mapping does not read; none is required. */
  static List<Unfilled> notPassedOn(DocumentType type, List<Field> fields) {
    Set<String> used = new LinkedHashSet<>();
    fields.forEach(field -> used.addAll(field.sources()));
    UnfilledFields search = new UnfilledFields(used);
    search.below(type.root(), false);
    return List.copyOf(search.unfilled);
  }

  /**
   * @param there whether the object the fields belong to is there, so that it needs what is
   *     required
   */
  private void below(FieldType owner, boolean there) {
    for (FieldType field : owner.children()) {
      boolean whole = used.contains(field.path());
      boolean partly = used.stream().anyMatch(path -> path.startsWith(field.path() + "."));
      boolean needed = there && field.required();
      if (field.kind() == FieldKind.GROUP || field.kind() == FieldKind.LIST) {
        if (!whole || field.kind() == FieldKind.LIST) {
          below(field, whole || partly ? there : needed);
        }
      } else if (partly && !whole) {
        parts(field, there);
      } else if (!whole) {
        unfilled.add(new Unfilled(field.path(), needed));
      }
    }
  }

  /** A quantity without its unit is none: of one that is filled by parts, each is looked at. */
  private void parts(FieldType field, boolean there) {
    for (FieldType part : field.children()) {
      if (!used.contains(part.path()) && part.required() && there) {
        unfilled.add(new Unfilled(part.path(), true));
      }
    }
  }
}
