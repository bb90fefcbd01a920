package io.pipemill.adapter.file.inbound;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A path as mappings write it: {@code cac:LineItem/cac:Price/cbc:PriceAmount/@currencyID}, with
 * prefixes of {@code source.namespaces}, predicates {@code [1]} and {@code [cbc:X='true']}, and
 * {@code .} for the element itself. XPath 1.0's child and attribute axes, no more.
 *
 * @param steps elements from the start
 * @param attribute at the end; null for the element's text
 */
record XmlPath(List<Step> steps, @Nullable String attribute) {

  /** One element. */
  record Step(String uri, String local, List<Predicate> predicates) {}

  /**
   * A condition on an element.
   *
   * @param position from 1; 0 if it compares
   * @param path what is compared; null for a position
   * @param value with what
   */
  record Predicate(int position, @Nullable XmlPath path, String value) {}

  private static final Pattern STEP = Pattern.compile("([^\\[\\]]+)((?:\\[[^\\]]*\\])*)");
  private static final Pattern PREDICATE = Pattern.compile("\\[\\s*([^\\]]*?)\\s*\\]");
  private static final Pattern EQUALS = Pattern.compile("(.+?)\\s*=\\s*(?:'([^']*)'|\"([^\"]*)\")");
  private static final Pattern NAME = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_.-]*");

  /**
   * @throws IllegalArgumentException with what was expected
   */
  static XmlPath parse(String text, Map<String, String> namespaces) {
    String path = text.strip();
    if (path.startsWith("/")) {
      path = path.substring(1);
    }
    List<Step> steps = new ArrayList<>();
    String attribute = null;
    for (String part : split(path)) {
      if (attribute != null) {
        throw new IllegalArgumentException("found a step behind an attribute");
      }
      if (part.equals(".")) {
        continue;
      }
      if (part.startsWith("@")) {
        attribute = name(part.substring(1));
      } else {
        steps.add(step(part, namespaces));
      }
    }
    return new XmlPath(List.copyOf(steps), attribute);
  }

  private static Step step(String part, Map<String, String> namespaces) {
    Matcher step = STEP.matcher(part);
    if (!step.matches()) {
      throw new IllegalArgumentException("found '" + part + "', expected prefix:name[predicate]");
    }
    String name = step.group(1).strip();
    int colon = name.indexOf(':');
    String prefix = colon < 0 ? "" : name.substring(0, colon);
    String uri = colon < 0 ? namespaces.getOrDefault("", "") : namespaces.get(prefix);
    if (uri == null) {
      throw new IllegalArgumentException(
          "found prefix '" + prefix + "', expected one of " + namespaces.keySet());
    }
    List<Predicate> predicates = new ArrayList<>();
    Matcher each = PREDICATE.matcher(step.group(2));
    while (each.find()) {
      predicates.add(predicate(each.group(1), namespaces));
    }
    return new Step(uri, name(name.substring(colon + 1)), List.copyOf(predicates));
  }

  private static Predicate predicate(String text, Map<String, String> namespaces) {
    if (text.matches("[1-9]\\d{0,8}")) {
      return new Predicate(Integer.parseInt(text), null, "");
    }
    Matcher equals = EQUALS.matcher(text);
    if (!equals.matches()) {
      throw new IllegalArgumentException(
          "found predicate [" + text + "], expected [1] or [path='value']");
    }
    String value = equals.group(2) == null ? equals.group(3) : equals.group(2);
    XmlPath path = parse(equals.group(1), namespaces);
    if (path.steps.stream().anyMatch(step -> !step.predicates.isEmpty())) {
      throw new IllegalArgumentException(
          "found predicate [" + text + "], expected no predicate inside a predicate");
    }
    return new Predicate(0, path, value);
  }

  private static String name(String text) {
    if (!NAME.matcher(text).matches()) {
      throw new IllegalArgumentException("found '" + text + "', expected a name");
    }
    return text;
  }

  /** At slashes that stand outside of predicates. */
  private static List<String> split(String path) {
    List<String> parts = new ArrayList<>();
    int from = 0;
    int depth = 0;
    char quoted = 0;
    for (int i = 0; i < path.length(); i++) {
      char letter = path.charAt(i);
      if (quoted != 0) {
        quoted = letter == quoted ? 0 : quoted;
      } else if (depth > 0 && (letter == '\'' || letter == '"')) {
        quoted = letter;
      } else if (letter == '[') {
        depth++;
      } else if (letter == ']') {
        depth--;
      } else if (letter == '/' && depth == 0) {
        parts.add(path.substring(from, i));
        from = i + 1;
      }
    }
    parts.add(path.substring(from));
    return parts;
  }
}
