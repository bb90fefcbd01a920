package io.pipemill.mapping.in;

import io.pipemill.mapping.check.Findings;
import io.pipemill.mapping.codes.CodeList;
import io.pipemill.mapping.codes.CodeLists;
import java.time.ZoneId;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What the parts of one mapping's compilation share. */
final class CompileContext {
  final Findings findings;
  final ZoneId zone;

  /** What is done to every column. */
  final Cleaning cleaning;

  private final CodeLists lists;

  /** Lists the mapping names: part of its version. */
  final Map<String, CodeList> used = new TreeMap<>();

  /** The date by which entries of code lists count. */
  final AsOf asOf;

  private int sections;

  CompileContext(Findings findings, CodeLists lists, ZoneId zone, Cleaning cleaning) {
    this.findings = findings;
    this.lists = lists;
    this.zone = zone;
    this.cleaning = cleaning;
    this.asOf = new AsOf(zone);
  }

  @Nullable CodeList list(String name) {
    CodeList list = lists.list(name);
    if (list != null) {
      used.put(name, list);
    }
    return list;
  }

  java.util.Set<String> listNames() {
    return lists.names();
  }

  int nextSection() {
    return sections++;
  }

  int sections() {
    return sections;
  }
}
