package io.pipemill.control.workbook;

import io.pipemill.canonical.model.DocumentType;
import io.pipemill.canonical.model.FieldKind;
import io.pipemill.canonical.model.FieldType;
import io.pipemill.mapping.describe.MappingDescription.Direction;
import io.pipemill.mapping.describe.MappingDescription.Step;
import io.pipemill.mapping.describe.MappingDescription.StepKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;

/** Fields and steps in words. */
final class FieldWords {
  private final Words words;

  FieldWords(Words words) {
    this.words = words;
  }

  /** The steps, numbered if there are several. */
  String steps(List<Step> steps, Direction direction) {
    List<String> told = new ArrayList<>();
    for (Step step : steps) {
      told.add(step(step, direction));
    }
    if (told.isEmpty()) {
      return words.get("step.none");
    }
    if (told.size() == 1) {
      return told.get(0);
    }
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < told.size(); i++) {
      text.append(i == 0 ? "" : "\n").append(i + 1).append(". ").append(told.get(i));
    }
    return text.toString();
  }

  private String step(Step step, Direction direction) {
    String key = "step." + step.kind().name().toLowerCase(Locale.ROOT);
    if (direction == Direction.OUT && words.has(key + ".out")) {
      key += ".out";
    }
    Object[] arguments = step.arguments().toArray();
    if (step.kind() == StepKind.FIRST_OF
        && step.part().isEmpty()
        && step.arguments().stream().noneMatch(one -> one.contains(" "))) {
      // the column beside names them one below the other
      key = "step.first_of.named";
    } else if (step.kind() == StepKind.FIRST_OF) {
      arguments = new Object[] {String.join(", ", step.arguments())};
    } else if (step.kind() == StepKind.UNMAPPED
        || step.kind() == StepKind.DECIMALS
        || step.kind() == StepKind.EACH_COLUMNS) {
      String word = step.arguments().get(step.arguments().size() - 1);
      String of = "word." + word.toLowerCase(Locale.ROOT);
      arguments[arguments.length - 1] = words.has(of) ? words.get(of) : word;
    } else if (step.kind() == StepKind.DATE && step.arguments().get(0).equals("iso")) {
      arguments = new Object[] {words.get("word.iso")};
    }
    String told = words.get(key, arguments);
    return step.part().isEmpty() ? told : words.get("step.part", part(step.part()), told);
  }

  private String part(String part) {
    String key = "part." + part;
    return words.has(key) ? words.get(key) : part;
  }

  /** What the field holds. */
  String type(FieldType field) {
    String told = words.get("type." + field.kind().name().toLowerCase(Locale.ROOT));
    if (field.kind() == FieldKind.CODE) {
      return words.get("type.code.of", String.join(", ", new TreeSet<>(field.codes())));
    }
    Integer longest = field.maxLength();
    return longest == null ? told : words.get("type.text.longest", longest);
  }

  /**
   * Name and meaning in the language; of a part of an object with the object's in front: one code
   * is the customer's, another the place's.
   */
  String meaning(DocumentType type, FieldType field) {
    String path = field.path();
    int dot = path.lastIndexOf('.');
    FieldType above = dot < 0 ? null : type.field(path.substring(0, dot));
    String label = label(field);
    String meaning = field.documentation(words.language());
    if (above != null && above.kind() != FieldKind.LIST) {
      String owner = label(above);
      if (owner.isEmpty()) {
        meaning = above.documentation(words.language()) + " " + meaning;
      } else {
        label = words.get("meaning.of", owner, label);
      }
    }
    return label.isEmpty() ? meaning : words.get("meaning", label, meaning);
  }

  /** A name for people; empty where the field's own is all there is. */
  private String label(FieldType field) {
    String label = field.label(words.language());
    return label.equals(field.name()) ? "" : label;
  }

  /**
   * Whether a document needs the field, and if only together with something optional, with what.
   */
  String required(DocumentType type, String path) {
    FieldType field = type.field(path);
    if (field == null || !field.required()) {
      return "";
    }
    for (int dot = path.lastIndexOf('.'); dot > 0; dot = path.lastIndexOf('.', dot - 1)) {
      FieldType above = type.field(path.substring(0, dot));
      if (above != null && (above.kind() == FieldKind.LIST || !above.required())) {
        return words.get("required.within", above.name());
      }
    }
    return words.get("required.yes");
  }
}
