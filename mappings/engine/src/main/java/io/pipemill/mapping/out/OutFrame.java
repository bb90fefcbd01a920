package io.pipemill.mapping.out;

import io.pipemill.canonical.Envelope;
import io.pipemill.canonical.Violation;
import io.pipemill.mapping.cel.CelFrame;
import io.pipemill.mapping.check.ContentProblem;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The element of a document that is being written, with those around it. */
final class OutFrame extends CelFrame {
  final Object element;
  final Object document;
  final Envelope envelope;
  final @Nullable OutFrame parent;
  private final String place;
  final List<Violation> problems;

  OutFrame(Object document, Envelope envelope) {
    this.element = document;
    this.document = document;
    this.envelope = envelope;
    this.parent = null;
    this.place = "";
    this.problems = new ArrayList<>(0);
  }

  OutFrame(OutFrame parent, Object element, String list, int index) {
    this.element = element;
    this.document = parent.document;
    this.envelope = parent.envelope;
    this.parent = parent;
    this.place = parent.place + list + "[" + index + "].";
    this.problems = parent.problems;
  }

  void report(String source, String column, ContentProblem problem) {
    String field =
        source.contains(".") && source.startsWith("document.")
            ? source.substring(9)
            : place + source;
    String value = problem.value();
    problems.add(
        new Violation(
            problem.code(),
            field,
            value,
            problem.expected(),
            "target column " + column,
            field
                + " for target column "
                + column
                + ": "
                + (value == null ? "the value" : "'" + value + "'")
                + " "
                + problem.what()
                + "; expected "
                + problem.expected(),
            problem.list()));
  }
}
