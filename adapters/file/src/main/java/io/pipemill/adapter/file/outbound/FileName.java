package io.pipemill.adapter.file.outbound;

import io.pipemill.adapter.OutboundDocument;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names of written files. The delivery's number is always in them: the same delivery sent again
 * replaces its own file and no other.
 */
final class FileName {
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{([^}]*)\\}");
  private static final Set<String> KNOWN =
      new TreeSet<>(List.of("document", "key", "version", "delivery", "verb", "system"));
  private static final int LONGEST_KEY = 80;
  private final String pattern;

  FileName(String pattern, String place, List<String> problems) {
    this.pattern = pattern;
    Matcher each = PLACEHOLDER.matcher(pattern);
    while (each.find()) {
      if (!KNOWN.contains(each.group(1))) {
        problems.add(place + ".pattern: found {" + each.group(1) + "}, expected one of " + KNOWN);
      }
    }
    if (!pattern.contains("{delivery}")) {
      problems.add(place + ".pattern: found " + pattern + ", expected {delivery} in it");
    }
    String plain = PLACEHOLDER.matcher(pattern).replaceAll("");
    if (!safe(plain).equals(plain) || pattern.startsWith(".")) {
      problems.add(place + ".pattern: found " + pattern + ", expected a file name without folders");
    }
  }

  String of(OutboundDocument document) {
    var envelope = document.envelope();
    Map<String, String> values =
        Map.of(
            "document", envelope.document().name(),
            "key", envelope.businessKey(),
            "version", String.valueOf(envelope.version()),
            "delivery", String.valueOf(document.deliveryId()),
            "verb", envelope.verb().name(),
            "system", envelope.system());
    StringBuilder name = new StringBuilder();
    Matcher each = PLACEHOLDER.matcher(pattern);
    while (each.find()) {
      String value = safe(values.getOrDefault(each.group(1), ""));
      each.appendReplacement(name, Matcher.quoteReplacement(cut(value)));
    }
    return each.appendTail(name).toString();
  }

  /**
   * Letters, digits and a few marks; no way out of a folder, nothing a shell would stumble over.
   */
  private static String safe(String text) {
    return text.replaceAll("[^\\p{L}\\p{N}._~-]", "_").replace("..", "__");
  }

  private static String cut(String text) {
    return text.length() <= LONGEST_KEY ? text : text.substring(0, LONGEST_KEY);
  }
}
