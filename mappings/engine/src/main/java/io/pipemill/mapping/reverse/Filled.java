package io.pipemill.mapping.reverse;

import io.pipemill.canonical.model.FieldType;
import io.pipemill.mapping.yaml.Place;
import io.pipemill.mapping.yaml.YamlValue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an inbound mapping fills, as far as it can be undone. */
final class Filled {
  private Filled() {}

  /**
   * A canonical field with one value, a number with its unit, or a part of such a number.
   *
   * @param path within the element: {@code customer.code}, {@code quantity.unit}
   * @param field at that path
   * @param spec as written in the mapping
   * @param column it is read from; null for a constant
   * @param group of the record the column belongs to, {@code lines}; empty for the record itself
   */
  record Leaf(
      String path,
      FieldType field,
      YamlValue spec,
      @Nullable String column,
      String group,
      Place place) {
    /** The column with its groups in front. */
    String fullColumn() {
      return group.isEmpty() ? column + "" : group + "." + column;
    }
  }

  /**
   * The document or the elements of one list.
   *
   * @param type the root or the LIST
   * @param name path of the list in the element around; empty for the document
   * @param group of records that become its elements
   */
  record Section(
      FieldType type, String name, String group, List<Leaf> leaves, List<Section> lists) {}
}
