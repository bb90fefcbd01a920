package io.pipemill.mapping.in;

import io.pipemill.mapping.check.Findings;
import io.pipemill.mapping.check.NearWord;
import io.pipemill.mapping.value.Repair;
import io.pipemill.mapping.yaml.SectionReader;
import io.pipemill.mapping.yaml.YamlValue;
import java.nio.charset.Charset;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Compiles {@code blank:} and {@code repair:}, of the mapping and of a field. */
final class CleaningCompiler {
  private static final Set<String> KEYS = Set.of("read", "as", "otherwise");

  /** For a did-you-mean; the JDK knows many more. */
  private static final List<String> USUAL =
      List.of(
          "ISO-8859-1",
          "ISO-8859-15",
          "windows-1252",
          "GB18030",
          "GBK",
          "GB2312",
          "Big5",
          "UTF-8",
          "IBM437",
          "IBM850");

  private final Findings findings;

  CleaningCompiler(Findings findings) {
    this.findings = findings;
  }

  /**
   * What a section declares, on top of what holds around it: texts of {@code blank} count besides
   * the outer ones, an empty list takes those away; {@code repair} counts instead, {@code none}
   * takes it away.
   */
  Cleaning of(SectionReader keys, Cleaning outer) {
    boolean blank = keys.has("blank");
    boolean repair = keys.has("repair");
    if (!blank && !repair) {
      return outer;
    }
    Set<String> blanks = blank ? union(outer.blanks(), keys.list("blank")) : outer.blanks();
    return new Cleaning(blanks, repair ? repair(keys) : outer.repair());
  }

  static Set<String> union(Set<String> outer, List<String> own) {
    if (own.isEmpty()) {
      return Set.of();
    }
    Set<String> all = new HashSet<>(outer);
    all.addAll(own);
    return Set.copyOf(all);
  }

  private @Nullable Repair repair(SectionReader keys) {
    YamlValue value = keys.section().get("repair");
    if (value instanceof YamlValue.Scalar scalar && scalar.text().equals("none")) {
      return null;
    }
    YamlValue.Mapping section = keys.section("repair");
    if (section == null) {
      return null;
    }
    SectionReader repair = new SectionReader(section, findings);
    repair.only(KEYS);
    Charset read = charset(repair, "read");
    Charset as = charset(repair, "as");
    boolean keep = repair.choice("otherwise", "reject", Set.of("reject", "keep")).equals("keep");
    if (read == null || as == null) {
      return null;
    }
    if (!read.canEncode() || read.newEncoder().maxBytesPerChar() > 1) {
      findings.error(
          repair.place("read"),
          "MAP-070",
          read.name(),
          "a character set of one byte per character, such as ISO-8859-1",
          "repair: what was read as " + read.name() + " has lost bytes and cannot be repaired");
      return null;
    }
    if (read.equals(as)) {
      findings.error(
          repair.place("as"),
          "MAP-024",
          as.name(),
          "another character set than " + read.name(),
          "dead entry: 'repair' reads and writes the same character set");
      return null;
    }
    return new Repair(read, as, keep);
  }

  private @Nullable Charset charset(SectionReader keys, String key) {
    String name = keys.required(key);
    if (name.isEmpty()) {
      return null;
    }
    try {
      return Charset.forName(name);
    } catch (IllegalArgumentException e) {
      findings.error(
          keys.place(key),
          "MAP-070",
          name,
          "a character set such as " + String.join(", ", USUAL),
          key + ": '" + name + "' is no character set" + NearWord.hint(name, USUAL));
      return null;
    }
  }
}
