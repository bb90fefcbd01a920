package io.pipemill.mapping.out;

import io.pipemill.canonical.Envelope;
import io.pipemill.canonical.model.FieldType;
import io.pipemill.mapping.cel.CelExpression;
import io.pipemill.mapping.value.Text;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Where a written value comes from. */
interface OutSource {
  @Nullable Object read(OutFrame frame);

  /** The field it reads, or the first one: where a problem is told. */
  String name();

  /** Fields of the envelope by name. */
  Map<String, Function<Envelope, @Nullable Object>> ENVELOPE =
      new TreeMap<>(
          Map.of(
              "documentId", e -> e.documentId().toString(),
              "businessKey", Envelope::businessKey,
              "version", Envelope::version,
              "verb", e -> e.verb().name().toLowerCase(Locale.ROOT),
              "system", Envelope::system,
              "sourceReference", Envelope::sourceReference,
              "correlationId", e -> e.correlationId().toString(),
              "eventTime", Envelope::eventTime));

  /** A canonical field of the element or, from the document, of its header. */
  record Path(String name, boolean ofDocument, FieldType[] chain) implements OutSource {
    @Override
    public @Nullable Object read(OutFrame frame) {
      Object value = ofDocument ? frame.document : frame.element;
      for (FieldType field : chain) {
        if (value == null) {
          return null;
        }
        value = field.get(value);
      }
      return value;
    }
  }

  /** A field of the envelope. */
  record OfEnvelope(String name, Function<Envelope, @Nullable Object> field) implements OutSource {
    @Override
    public @Nullable Object read(OutFrame frame) {
      return field.apply(frame.envelope);
    }
  }

  /** The first of several that has a value. */
  record First(List<OutSource> sources) implements OutSource {
    @Override
    public @Nullable Object read(OutFrame frame) {
      for (OutSource source : sources) {
        Object value = source.read(frame);
        if (value != null) {
          return value;
        }
      }
      return null;
    }

    @Override
    public String name() {
      return sources.get(0).name();
    }
  }

  /** Always the same. */
  record Constant(Object value) implements OutSource {
    @Override
    public Object read(OutFrame frame) {
      return value;
    }

    @Override
    public String name() {
      return "";
    }
  }

  /** A calculation. */
  record Calculated(CelExpression expression) implements OutSource {
    @Override
    public @Nullable Object read(OutFrame frame) {
      return expression.eval(frame);
    }

    @Override
    public String name() {
      return expression.reads().stream().findFirst().orElse("");
    }
  }

  /** One field of every element of a list, as one text. */
  record Joined(String name, OutSource list, String listName, OutSource each, String separator)
      implements OutSource {
    @Override
    public @Nullable Object read(OutFrame frame) {
      StringBuilder text = new StringBuilder();
      if (list.read(frame) instanceof List<?> elements) {
        for (int i = 0; i < elements.size(); i++) {
          Object value = each.read(new OutFrame(frame, elements.get(i), listName, i + 1));
          if (value != null) {
            text.append(text.length() == 0 ? "" : separator).append(Text.of(value));
          }
        }
      }
      return text.length() == 0 ? null : text.toString();
    }
  }
}
