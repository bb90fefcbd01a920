package io.pipemill.mapping.yaml;

import io.pipemill.mapping.check.Findings;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Reads a YAML file into {@link YamlValue}s: one document, no anchors, bounded depth. */
public final class YamlFile {
  private static final int DEEPEST = 30;
  private final String file;
  private final Findings findings;

  private YamlFile(String file, Findings findings) {
    this.file = file;
    this.findings = findings;
  }

  /** The root section of the file; null (and findings) if it cannot be read or has none. */
  public static YamlValue.@Nullable Mapping read(String file, String text, Findings findings) {
    return new YamlFile(file, findings).root(text);
  }

  private YamlValue.@Nullable Mapping root(String text) {
    Optional<Node> node;
    try {
      LoadSettings settings =
          LoadSettings.builder()
              .setLabel(file)
              .setAllowDuplicateKeys(true)
              .setMaxAliasesForCollections(0)
              .setCodePointLimit(4_000_000)
              .build();
      node = new Compose(settings).composeString(text);
    } catch (MarkedYamlEngineException e) {
      int line = e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(1);
      findings.error(
          new Place(file, line),
          "MAP-001",
          e.getProblem(),
          "YAML",
          "not readable as YAML: " + e.getProblem());
      return null;
    } catch (YamlEngineException e) {
      String problem = String.valueOf(e.getMessage());
      findings.error(
          new Place(file, 1), "MAP-001", problem, "YAML", "not readable as YAML: " + problem);
      return null;
    }
    YamlValue value = node.isEmpty() ? null : value(node.get(), 0);
    if (value instanceof YamlValue.Mapping mapping) {
      return mapping;
    }
    findings.error(
        new Place(file, 1),
        "MAP-001",
        value == null ? "nothing" : value.kind(),
        "a section with apiVersion",
        "the file holds no section");
    return null;
  }

  private YamlValue value(Node node, int depth) {
    Place place = place(node);
    if (depth > DEEPEST) {
      findings.error(
          place, "MAP-001", "more than " + DEEPEST + " levels", "fewer", "nested too deeply");
      return new YamlValue.Scalar(place, "", false);
    }
    if (node.getAnchor().isPresent()) {
      findings.error(
          place,
          "MAP-001",
          "&" + node.getAnchor().get().getValue(),
          "no anchors",
          "anchors and aliases are not used in mapping files: write the value out");
      return new YamlValue.Scalar(place, "", false);
    }
    if (node instanceof ScalarNode scalar) {
      return new YamlValue.Scalar(
          place, scalar.getValue(), scalar.getScalarStyle() != ScalarStyle.PLAIN);
    }
    if (node instanceof SequenceNode sequence) {
      List<YamlValue> items = new ArrayList<>();
      for (Node item : sequence.getValue()) {
        items.add(value(item, depth + 1));
      }
      return new YamlValue.Sequence(place, items);
    }
    return mapping((MappingNode) node, place, depth);
  }

  private YamlValue mapping(MappingNode node, Place place, int depth) {
    List<YamlValue.Entry> entries = new ArrayList<>();
    Set<String> keys = new HashSet<>();
    for (NodeTuple tuple : node.getValue()) {
      Place keyPlace = place(tuple.getKeyNode());
      if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
        findings.error(
            keyPlace, "MAP-004", "a key of many parts", "a word", "a key must be a word");
        continue;
      }
      if (!keys.add(key.getValue())) {
        findings.error(
            keyPlace,
            "MAP-005",
            key.getValue(),
            "each key once",
            "'" + key.getValue() + "' stands here for the second time");
        continue;
      }
      entries.add(
          new YamlValue.Entry(key.getValue(), keyPlace, value(tuple.getValueNode(), depth + 1)));
    }
    return new YamlValue.Mapping(place, entries);
  }

  private Place place(Node node) {
    return new Place(file, node.getStartMark().map(mark -> mark.getLine() + 1).orElse(1));
  }
}
