package io.pipemill.adapter.file.outbound;

import io.pipemill.adapter.Settings;
import io.pipemill.adapter.file.internal.Encodings;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The {@code target:} section of an outbound mapping.
 *
 * @param name of files
 * @param format csv, xml or json
 * @param encoding of CSV; XML and JSON are UTF-8
 * @param delimiter of CSV
 * @param root element of XML
 */
record OutFile(FileName name, String format, Charset encoding, char delimiter, String root) {

  static OutFile parse(String document, Settings target, List<String> problems) {
    String format = target.choice("format", "json", List.of("csv", "xml", "json"));
    String pattern = target.text("pattern", "{document}-{key}-{delivery}." + format);
    String delimiter = target.text("delimiter", ",");
    if (delimiter.length() != 1) {
      problems.add(target.place() + ".delimiter: found " + delimiter + ", expected one character");
    }
    return new OutFile(
        new FileName(pattern, target.place(), problems),
        format,
        encoding(target, problems),
        delimiter.isEmpty() ? ',' : delimiter.charAt(0),
        target.text("root", document));
  }

  private static Charset encoding(Settings target, List<String> problems) {
    String name = target.text("encoding", "UTF-8");
    try {
      return Encodings.named(name);
    } catch (IllegalArgumentException e) {
      problems.add(
          target.place() + ".encoding: found " + name + ", expected a character set such as UTF-8");
      return StandardCharsets.UTF_8;
    }
  }
}
