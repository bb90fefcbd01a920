package io.pipemill.mapping.in;

import io.pipemill.canonical.model.FieldType;
import io.pipemill.mapping.check.ContentProblem;
import io.pipemill.mapping.value.Text;
import java.util.ArrayList;
import java.util.List;

/**
 * The fields that are nothing but the text of a column, or a constant: half of a usual mapping.
 * They are filled in one loop over arrays; nothing depends on their order.
 */
final class PlainFields {
  private final Step.Simple[] texts;
  private final int[] slots;
  private final int[] textObjects;
  private final FieldType[] textFields;
  private final int[] constantObjects;
  private final FieldType[] constantFields;
  private final Object[] constants;

  /** The steps that are not plain. */
  final Step[] others;

  PlainFields(Step[] steps) {
    List<Step.Simple> plain = new ArrayList<>();
    List<Step.Simple> constant = new ArrayList<>();
    List<Step> rest = new ArrayList<>();
    for (Step step : steps) {
      if (step instanceof Step.Simple simple && simple.textColumn() >= 0) {
        plain.add(simple);
      } else if (step instanceof Step.Simple simple && simple.constant() != null) {
        constant.add(simple);
      } else {
        rest.add(step);
      }
    }
    texts = plain.toArray(new Step.Simple[0]);
    slots = plain.stream().mapToInt(Step.Simple::textColumn).toArray();
    textObjects = plain.stream().mapToInt(Step.Simple::object).toArray();
    textFields = plain.stream().map(Step.Simple::field).toArray(FieldType[]::new);
    constantObjects = constant.stream().mapToInt(Step.Simple::object).toArray();
    constantFields = constant.stream().map(Step.Simple::field).toArray(FieldType[]::new);
    constants = constant.stream().map(Step.Simple::constant).toArray();
    others = rest.toArray(new Step[0]);
  }

  void fill(Frame frame) {
    for (int i = 0; i < slots.length; i++) {
      try {
        Object value = Text.clean(frame.column(slots[i]));
        if (value != null) {
          textFields[i].set(
              frame.object(textObjects[i]), value instanceof String ? value : Text.of(value));
        }
      } catch (ContentProblem problem) {
        frame.run.report(frame, texts[i].path, texts[i].columns(), problem);
      }
    }
    for (int i = 0; i < constants.length; i++) {
      constantFields[i].set(frame.object(constantObjects[i]), constants[i]);
    }
  }
}
