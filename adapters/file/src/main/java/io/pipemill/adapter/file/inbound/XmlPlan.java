package io.pipemill.adapter.file.inbound;

import io.pipemill.adapter.Settings;
import io.pipemill.adapter.SourceRequest.Columns;
import io.pipemill.canonical.record.RecordShape;
import io.pipemill.canonical.record.RecordTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a kept element becomes a record.
 *
 * @param shape of the record
 * @param values one path per column
 * @param groups below
 * @param path from the parent's element; null for a record
 * @param label of the path in places: {@code OrderLine}
 */
record XmlPlan(
    RecordShape shape,
    List<XmlElements.Compiled> values,
    List<XmlPlan> groups,
    XmlElements.@Nullable Compiled path,
    String label) {

  /** Compiles columns and groups below an element; problems are collected. */
  static XmlPlan of(
      String name,
      XmlElements element,
      XmlElements.@Nullable Compiled path,
      String label,
      Columns columns,
      Settings section,
      Map<String, String> namespaces,
      List<String> problems) {
    List<XmlElements.Compiled> values = new ArrayList<>();
    for (String column : columns.columns()) {
      try {
        values.add(element.addValue(XmlPath.parse(column, namespaces)));
      } catch (IllegalArgumentException e) {
        problems.add(section.place() + ": column " + column + ": " + e.getMessage());
      }
    }
    List<XmlPlan> groups = new ArrayList<>();
    List<RecordShape> shapes = new ArrayList<>();
    section.has("lines");
    Settings declared = section.section("groups");
    declared.keys();
    for (Map.Entry<String, Columns> group : columns.groups().entrySet()) {
      String below = group.getKey();
      Settings groupSection =
          below.equals("lines") && section.has("lines")
              ? section.section("lines")
              : declared.section(below);
      String groupPath = groupSection.required("path");
      try {
        XmlPath parsed = XmlPath.parse(groupPath, namespaces);
        XmlElements.Compiled compiled = element.add(parsed);
        XmlPlan plan =
            of(
                below,
                compiled.end(),
                compiled,
                label(parsed),
                group.getValue(),
                groupSection,
                namespaces,
                problems);
        groups.add(plan);
        shapes.add(plan.shape);
      } catch (IllegalArgumentException e) {
        problems.add(groupSection.place() + ".path: " + e.getMessage());
      }
    }
    return new XmlPlan(
        new RecordShape(name, columns.columns(), shapes), values, groups, path, label);
  }

  static String label(XmlPath path) {
    return String.join("/", path.steps().stream().map(XmlPath.Step::local).toList());
  }

  /** The record of an element. */
  RecordTree record(XmlNode element, String where) {
    @Nullable String[] read = new @Nullable String[values.size()];
    for (int i = 0; i < read.length; i++) {
      read[i] = values.get(i).value(element);
    }
    @SuppressWarnings("unchecked")
    List<RecordTree>[] below = (List<RecordTree>[]) new List<?>[groups.size()];
    for (int g = 0; g < below.length; g++) {
      XmlPlan group = groups.get(g);
      XmlElements.Compiled to = group.path;
      List<XmlNode> found = to == null ? List.of() : to.elements(element);
      List<RecordTree> records = new ArrayList<>(found.size());
      for (int i = 0; i < found.size(); i++) {
        records.add(group.record(found.get(i), where + "/" + group.label + "[" + (i + 1) + "]"));
      }
      below[g] = records;
    }
    return new RecordTree(shape, read, below, where);
  }
}
