package io.pipemill.mapping.out;

import io.pipemill.canonical.DocumentName;
import io.pipemill.canonical.model.DocumentCatalog;
import io.pipemill.canonical.model.DocumentType;
import io.pipemill.mapping.OutboundMapping;
import io.pipemill.mapping.bundle.MappingBundle;
import io.pipemill.mapping.bundle.SystemParts;
import io.pipemill.mapping.check.Findings;
import io.pipemill.mapping.codes.CodeList;
import io.pipemill.mapping.fragment.FragmentUses;
import io.pipemill.mapping.yaml.MappingHeader;
import io.pipemill.mapping.yaml.SectionReader;
import io.pipemill.mapping.yaml.YamlFile;
import io.pipemill.mapping.yaml.YamlValue;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Compiles a {@code <document>.out.yaml}. */
public final class OutboundCompiler {
  private static final Set<String> KEYS =
      Set.of("apiVersion", "document", "target", "only", "zone", "fields");
  private final DocumentCatalog catalog;
  private final Findings findings;

  public OutboundCompiler(DocumentCatalog catalog, Findings findings) {
    this.catalog = catalog;
    this.findings = findings;
  }

  /**
   * @param file name of the mapping file
   * @return null (and findings) if it is wrong
   */
  public @Nullable OutboundMapping compile(
      String system, String file, String text, SystemParts parts) {
    int before = findings.errors();
    YamlValue.Mapping read = YamlFile.read(file, text, findings);
    if (read == null) {
      return null;
    }
    FragmentUses fragments = new FragmentUses(parts.fragments(), findings);
    YamlValue.Mapping root = fragments.expanded(read);
    SectionReader keys = new SectionReader(root, findings);
    keys.only(KEYS);
    DocumentName name = MappingHeader.document(keys, file, ".out.yaml", catalog, findings);
    DocumentType type = name == null ? null : catalog.find(name);
    if (type == null) {
      return null;
    }
    boolean own = keys.has("only") && keys.choice("only", "own", Set.of("own")).equals("own");
    YamlValue.Mapping target = keys.section("target");
    YamlValue.Mapping fields = keys.section("fields");
    if (fields == null) {
      if (!keys.has("fields")) {
        findings.error(keys.place(), "MAP-003", "nothing", "fields: …", "'fields' is missing");
      }
      return null;
    }
    Map<String, CodeList> used = new TreeMap<>();
    OutSectionCompiler compiler =
        new OutSectionCompiler(findings, parts.lists(), used, MappingHeader.zone(keys, findings));
    OutSection section = compiler.compile(type.name().name(), fields, type.root(), null);
    if (findings.errors() > before) {
      return null;
    }
    MappingBundle bundle = MappingBundle.of(system, file, text, parts, used, fragments.texts());
    return new CompiledOutbound(
        system,
        type,
        bundle.version(),
        bundle.bytes(),
        target == null ? Map.of() : target.plain(),
        own,
        section,
        List.copyOf(compiler.uses));
  }
}
