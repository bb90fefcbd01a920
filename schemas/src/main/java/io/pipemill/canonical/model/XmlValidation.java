package io.pipemill.canonical.model;

import io.pipemill.canonical.Violation;
import java.util.ArrayDeque;
import java.util.List;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import javax.xml.validation.ValidatorHandler;
import org.jspecify.annotations.Nullable;
import org.xml.sax.ErrorHandler;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;
import org.xml.sax.helpers.AttributesImpl;

/**
 * One run of the JDK's validator over one stream. The verdict is the validator's; the words are
 * ours: its errors are told with the field's path, value and what was expected.
 */
final class XmlValidation implements ErrorHandler {
  private static final int VALUE_SHOWN = 200;

  private final CompiledField root;
  private final XmlLimits limits;
  private final XMLStreamReader stream;
  private final ValidatorHandler validator;
  private final List<Violation> found;
  private final ArrayDeque<XmlPlace> places = new ArrayDeque<>();
  private final AttributesImpl attributes = new AttributesImpl();
  private final StringBuilder text = new StringBuilder();

  /** The value error waiting for the validator to say whether it was an element or attribute. */
  private @Nullable String pending;

  XmlValidation(
      CompiledField root,
      XmlLimits limits,
      XMLStreamReader stream,
      ValidatorHandler validator,
      List<Violation> found) {
    this.root = root;
    this.limits = limits;
    this.stream = stream;
    this.validator = validator;
    this.found = found;
  }

  void run() throws XMLStreamException, SAXException {
    validator.setErrorHandler(this);
    validator.startDocument();
    while (stream.hasNext() && found.size() < limits.violations()) {
      switch (stream.next()) {
        case XMLStreamConstants.START_ELEMENT -> start();
        case XMLStreamConstants.END_ELEMENT -> end();
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE ->
            characters();
        case XMLStreamConstants.DTD -> {
          refuse(Rule.DOCTYPE, "DOCTYPE", "no document type declaration", "has a DOCTYPE");
          return;
        }
        case XMLStreamConstants.ENTITY_REFERENCE -> {
          refuse(Rule.DOCTYPE, "&" + stream.getLocalName() + ";", "no entities", "has an entity");
          return;
        }
        default -> {}
      }
      if (places.size() > limits.depth()) {
        refuse(
            Rule.SIZE,
            "more than " + limits.depth() + " levels",
            "at most " + limits.depth() + " levels of elements",
            "is nested too deep");
        return;
      }
    }
    if (found.isEmpty()) {
      validator.endDocument();
    }
  }

  private void refuse(Rule rule, String value, String expected, String problem) {
    found.add(rule.violation("", value, expected, problem).at(where()));
  }

  private void start() throws SAXException {
    text.setLength(0);
    XmlPlace parent = places.peek();
    String name = stream.getLocalName();
    places.push(parent == null ? XmlPlace.root(root, name) : parent.enter(name));
    for (int i = 0; i < stream.getNamespaceCount(); i++) {
      validator.startPrefixMapping(
          nonNull(stream.getNamespacePrefix(i)), nonNull(stream.getNamespaceURI(i)));
    }
    attributes.clear();
    for (int i = 0; i < stream.getAttributeCount(); i++) {
      String prefix = nonNull(stream.getAttributePrefix(i));
      String local = stream.getAttributeLocalName(i);
      attributes.addAttribute(
          nonNull(stream.getAttributeNamespace(i)),
          local,
          prefix.isEmpty() ? local : prefix + ":" + local,
          "CDATA",
          stream.getAttributeValue(i));
    }
    validator.startElement(nonNull(stream.getNamespaceURI()), name, qualifiedName(), attributes);
    settle(false);
  }

  private void end() throws SAXException {
    validator.endElement(nonNull(stream.getNamespaceURI()), stream.getLocalName(), qualifiedName());
    settle(false);
    for (int i = stream.getNamespaceCount() - 1; i >= 0; i--) {
      validator.endPrefixMapping(nonNull(stream.getNamespacePrefix(i)));
    }
    places.pop();
    text.setLength(0);
  }

  private void characters() throws SAXException {
    char[] characters = stream.getTextCharacters();
    int start = stream.getTextStart();
    int length = stream.getTextLength();
    if (text.length() <= VALUE_SHOWN) {
      text.append(characters, start, Math.min(length, VALUE_SHOWN + 1));
    }
    validator.characters(characters, start, length);
  }

  @Override
  public void warning(SAXParseException e) {}

  @Override
  public void fatalError(SAXParseException e) {
    error(e);
  }

  @Override
  public void error(SAXParseException e) {
    String message = e.getMessage() == null ? "" : e.getMessage();
    int colon = message.indexOf(':');
    String key = colon < 0 ? message : message.substring(0, colon);
    switch (key) {
      case "cvc-attribute.3" -> settle(true);
      case "cvc-type.3.1.3", "cvc-complex-type.2.2" -> settle(false);
      default -> {
        settle(false);
        if (XmlRules.aboutValue(key)) {
          pending = key;
        } else {
          explain(key, message);
        }
      }
    }
  }

  /** Tells the value error that is waiting. */
  private void settle(boolean attribute) {
    String key = pending;
    pending = null;
    XmlPlace place = places.peek();
    if (key == null || place == null) {
      return;
    }
    CompiledField field = place.field();
    String path = place.path();
    String value = text.toString();
    if (attribute && field != null) {
      for (CompiledField part : field.children) {
        String given = attributes.getValue(part.name);
        if (part.notation == CompiledField.Notation.ATTRIBUTE
            && given != null
            && XmlRules.wrong(part, given)) {
          add(XmlRules.rule(key, part, given), path + "." + part.name, given, Expectation.of(part));
          return;
        }
      }
    } else if (field != null) {
      CompiledField content = field.child("value");
      if (content != null && content.notation == CompiledField.Notation.CONTENT) {
        boolean absent = value.isBlank();
        add(
            absent ? Rule.REQUIRED : XmlRules.rule(key, content, value),
            path + ".value",
            absent ? null : value,
            Expectation.of(content));
        return;
      }
    }
    add(
        XmlRules.rule(key, field, value),
        path,
        value,
        field == null ? "what the XSD says" : Expectation.of(field));
  }

  private void explain(String key, String message) {
    XmlPlace place = places.peek();
    if (place == null || !XmlRules.explain(key, place, attributes, this)) {
      found.add(
          Rule.SCHEMA
              .violation(
                  place == null ? "" : place.path(),
                  null,
                  "what the XSD says",
                  "is wrong: " + message)
              .at(where()));
    }
  }

  void add(Rule rule, String path, @Nullable String value, String expected) {
    found.add(rule.violation(path, value, expected, XmlRules.problem(rule)).at(where()));
  }

  private String where() {
    return ForeignXml.where(stream.getLocation());
  }

  private String qualifiedName() {
    String prefix = nonNull(stream.getPrefix());
    return prefix.isEmpty() ? stream.getLocalName() : prefix + ":" + stream.getLocalName();
  }

  private static String nonNull(@Nullable String text) {
    return text == null ? "" : text;
  }
}
