package io.pipemill.mapping.signed;

import io.pipemill.mapping.OnMissing;
import io.pipemill.mapping.bundle.MappingBundle;
import io.pipemill.mapping.check.Findings;
import io.pipemill.mapping.fragment.Fragments;
import io.pipemill.mapping.yaml.MappingHeader;
import io.pipemill.mapping.yaml.SectionReader;
import io.pipemill.mapping.yaml.YamlFile;
import io.pipemill.mapping.yaml.YamlValue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;

/** Reads and writes the folder {@code signed/} of a system. */
final class SignedFolder {
  private static final String FILE = "signed.yaml";
  private static final String LISTS = "codelists";

  private final Path folder;
  private final String system;

  private SignedFolder(Path folder, String system) {
    this.folder = folder;
    this.system = system;
  }

  static SignedFolder of(Path system) {
    return new SignedFolder(
        system.resolve("signed"),
        String.valueOf(system.toAbsolutePath().normalize().getFileName()));
  }

  @Nullable SignedMappings read() {
    Path file = folder.resolve(FILE);
    if (!Files.isRegularFile(file)) {
      return null;
    }
    Findings findings = new Findings(system);
    YamlValue.Mapping root = YamlFile.read(FILE, text(file), findings);
    List<MappingBundle> bundles = new ArrayList<>();
    String by = "";
    Instant at = Instant.EPOCH;
    List<String> problems = new ArrayList<>();
    if (root != null) {
      SectionReader keys = new SectionReader(root, findings);
      keys.only(Set.of("apiVersion", "system", "by", "at", "onMissing", "blank", "mappings"));
      MappingHeader.apiVersion(keys, findings);
      by = keys.required("by");
      try {
        at = Instant.parse(keys.required("at"));
      } catch (DateTimeParseException e) {
        problems.add("at: expected a time such as 2026-01-31T08:00:00Z");
      }
      bundles = bundles(keys, problems);
    }
    findings.all().forEach(finding -> problems.add(finding.message()));
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(
          system + "/signed/" + FILE + ": " + String.join("; ", problems));
    }
    return new SignedMappings(by, at, List.copyOf(bundles));
  }

  private List<MappingBundle> bundles(SectionReader keys, List<String> problems) {
    Map<String, OnMissing> policies = new TreeMap<>();
    YamlValue.Mapping onMissing = keys.section("onMissing");
    if (onMissing != null) {
      SectionReader masters = new SectionReader(onMissing, new Findings(system));
      for (YamlValue.Entry entry : onMissing.entries()) {
        String word = masters.choice(entry.key(), "reject", Set.of("reject", "hold", "create"));
        policies.put(entry.key(), OnMissing.valueOf(word.toUpperCase(java.util.Locale.ROOT)));
      }
    }
    List<String> blanks = keys.list("blank");
    List<MappingBundle> bundles = new ArrayList<>();
    YamlValue.Mapping mappings = keys.section("mappings");
    for (YamlValue.Entry entry :
        mappings == null ? List.<YamlValue.Entry>of() : mappings.entries()) {
      Path text = folder.resolve(entry.key()).normalize();
      if (!(entry.value() instanceof YamlValue.Mapping about)
          || !text.startsWith(folder)
          || !Files.isRegularFile(text)) {
        problems.add("the signed text " + entry.key() + " is not there");
        continue;
      }
      SectionReader mapping = new SectionReader(about, new Findings(system));
      Map<String, String> lists = new TreeMap<>();
      for (String list : mapping.list("codelists")) {
        Path csv = folder.resolve(LISTS).resolve(list + ".csv").normalize();
        if (csv.startsWith(folder) && Files.isRegularFile(csv)) {
          lists.put(list, text(csv));
        } else {
          problems.add("the signed text " + LISTS + "/" + list + ".csv is not there");
        }
      }
      Map<String, String> fragments = new TreeMap<>();
      for (String fragment : mapping.list("fragments")) {
        Path yaml = folder.resolve(Fragments.FOLDER).resolve(fragment + ".yaml").normalize();
        if (yaml.startsWith(folder) && Files.isRegularFile(yaml)) {
          fragments.put(fragment, text(yaml));
        } else {
          problems.add("the signed text fragments/" + fragment + ".yaml is not there");
        }
      }
      boolean inbound = entry.key().endsWith(MappingBundle.IN);
      MappingBundle bundle =
          new MappingBundle(
              system,
              entry.key(),
              text(text),
              inbound ? policies : Map.of(),
              lists,
              fragments,
              inbound ? blanks : List.of());
      String stated = mapping.required("version");
      if (!bundle.version().equals(stated)) {
        problems.add(
            "the texts of "
                + entry.key()
                + " were changed after they were signed: signed version "
                + stated
                + ", the texts have "
                + bundle.version());
      }
      bundles.add(bundle);
    }
    return bundles;
  }

  void write(SignedMappings signed) {
    try {
      Path made = folder.resolveSibling("signed.new");
      delete(made);
      Files.createDirectories(made);
      Map<String, Object> mappings = new LinkedHashMap<>();
      Map<String, OnMissing> policies = new TreeMap<>();
      Set<String> blanks = new TreeSet<>();
      for (MappingBundle bundle : signed.bundles()) {
        blanks.addAll(bundle.blanks());
        write(made.resolve(bundle.file()), bundle.text());
        policies.putAll(bundle.policies());
        for (Map.Entry<String, String> list : bundle.lists().entrySet()) {
          write(made.resolve(LISTS).resolve(list.getKey() + ".csv"), list.getValue());
        }
        Map<String, Object> about = new LinkedHashMap<>();
        about.put("version", bundle.version());
        about.put("codelists", List.copyOf(bundle.lists().keySet()));
        if (!bundle.fragments().isEmpty()) {
          about.put("fragments", List.copyOf(bundle.fragments().keySet()));
        }
        for (Map.Entry<String, String> one : bundle.fragments().entrySet()) {
          write(made.resolve(Fragments.FOLDER).resolve(one.getKey() + ".yaml"), one.getValue());
        }
        mappings.put(bundle.file(), about);
      }
      write(made.resolve(FILE), yaml(signed, policies, blanks, mappings));
      delete(folder);
      Files.move(made, folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String yaml(
      SignedMappings signed,
      Map<String, OnMissing> policies,
      Set<String> blanks,
      Map<String, Object> mappings) {
    Map<String, Object> root = new LinkedHashMap<>();
    root.put("apiVersion", MappingHeader.API_VERSION);
    root.put("system", system);
    root.put("by", signed.by());
    root.put("at", signed.at().toString());
    Map<String, Object> words = new LinkedHashMap<>();
    policies.forEach(
        (master, policy) -> words.put(master, policy.name().toLowerCase(java.util.Locale.ROOT)));
    root.put("onMissing", words);
    if (!blanks.isEmpty()) {
      root.put("blank", List.copyOf(blanks));
    }
    root.put("mappings", mappings);
    DumpSettings settings =
        DumpSettings.builder().setDefaultFlowStyle(FlowStyle.BLOCK).setSplitLines(false).build();
    return "# Written by `pipemill mappings sign`: what was signed, with the texts beside this file."
        + " Not to be edited.\n"
        + new Dump(settings).dumpToString(root);
  }

  private static void write(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.write(file, text.getBytes(StandardCharsets.UTF_8));
  }

  private static String text(Path file) {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path folder) throws IOException {
    if (Files.isDirectory(folder)) {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }
}
