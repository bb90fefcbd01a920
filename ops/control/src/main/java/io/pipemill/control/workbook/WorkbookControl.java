package io.pipemill.control.workbook;

import io.pipemill.canonical.model.DocumentCatalog;
import io.pipemill.control.NotFoundException;
import io.pipemill.control.RefusedException;
import io.pipemill.mapping.bundle.MappingBundle;
import io.pipemill.mapping.describe.Examples;
import io.pipemill.mapping.describe.FolderDescriber;
import io.pipemill.mapping.describe.FolderDescriber.Described;
import io.pipemill.mapping.describe.MappingDescription;
import io.pipemill.mapping.describe.SystemDescription;
import io.pipemill.mapping.signed.SignedMappings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes mapping workbooks and records who signed what; works on files, without a node. */
public final class WorkbookControl {
  private final DocumentCatalog catalog = DocumentCatalog.load();
  private final Clock clock;

  /**
   * @param clock gives the day on the cover and the time of a signature; the only thing in a
   *     workbook that does not come from the system's folder
   */
  public WorkbookControl(Clock clock) {
    this.clock = clock;
  }

  /**
   * @param mapping {@code sales-order.in.yaml}
   * @param signedVersion version that was signed last; null if none was
   * @param missing required fields that nothing fills
   */
  public record Version(
      String mapping, String version, @Nullable String signedVersion, int missing) {}

  /**
   * @param system id
   * @param signedBy null if nothing was signed
   * @param changed whether any row differs from the signed version
   * @param findings errors of the check, one sentence each
   */
  public record Written(
      String system,
      String xlsx,
      String html,
      @Nullable String signedBy,
      boolean changed,
      List<Version> mappings,
      List<String> findings) {}

  /** What was recorded. */
  public record Signed(String system, String by, String at, String file, List<Version> mappings) {}

  /**
   * Writes {@code <system>-mapping-<language>.xlsx} and {@code .html} for each system.
   *
   * @param systems ids; empty for all
   * @param language en or zh
   * @throws NotFoundException if there is no system of that id
   * @throws RefusedException if a signed version cannot be read
   */
  public List<Written> write(List<Path> roots, List<String> systems, Path folder, String language) {
    Described described = new FolderDescriber(catalog).describe(roots);
    List<SystemDescription> chosen = chosen(described, systems);
    List<@Nullable SignedMappings> signed = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    for (SystemDescription system : chosen) {
      try {
        signed.add(SignedMappings.read(system.system().folder()));
      } catch (IllegalArgumentException e) {
        problems.add(String.valueOf(e.getMessage()));
      }
    }
    if (!problems.isEmpty()) {
      throw new RefusedException(problems);
    }
    Examples examples =
        new Examples(described.systems().stream().map(SystemDescription::system).toList());
    BookBuilder builder = new BookBuilder(catalog, language, LocalDate.now(clock), clock.getZone());
    List<Written> written = new ArrayList<>();
    for (int i = 0; i < chosen.size(); i++) {
      SystemDescription system = chosen.get(i);
      Book book = builder.build(system, signed.get(i), examples);
      String name = system.system().id() + "-mapping-" + language;
      Path xlsx = file(folder, name + ".xlsx", XlsxBook.bytes(book));
      Path html = file(folder, name + ".html", HtmlBook.bytes(book));
      written.add(written(system, signed.get(i), xlsx, html));
    }
    return written;
  }

  /**
   * Records that somebody signed the mappings of a system as they are now.
   *
   * @throws NotFoundException if there is no system of that id
   * @throws RefusedException if its mappings are not sound: what does not run cannot be signed
   */
  public Signed sign(List<Path> roots, String id, String by) {
    Described described = new FolderDescriber(catalog).describe(roots);
    SystemDescription system = chosen(described, List.of(id)).get(0);
    if (!system.sound()) {
      throw new RefusedException(findings(system));
    }
    SignedMappings signed =
        new SignedMappings(
            by.strip(),
            clock.instant().truncatedTo(ChronoUnit.SECONDS),
            system.mappings().stream().map(MappingDescription::bundle).toList());
    signed.write(system.system().folder());
    return new Signed(
        id,
        signed.by(),
        signed.at().toString(),
        system.system().folder().resolve("signed").resolve("signed.yaml").toString(),
        versions(system, signed));
  }

  private static List<SystemDescription> chosen(Described described, List<String> ids) {
    List<String> unknown =
        ids.stream()
            .filter(id -> described.systems().stream().noneMatch(s -> s.system().id().equals(id)))
            .toList();
    if (!unknown.isEmpty()) {
      throw new NotFoundException(String.join(", ", unknown));
    }
    return described.systems().stream()
        .filter(system -> ids.isEmpty() || ids.contains(system.system().id()))
        .toList();
  }

  private static Written written(
      SystemDescription system, @Nullable SignedMappings signed, Path xlsx, Path html) {
    boolean changed =
        signed != null
            && !byFile(signed.bundles(), MappingBundle::file, MappingBundle::version)
                .equals(
                    byFile(
                        system.mappings(), MappingDescription::file, MappingDescription::version));
    return new Written(
        system.system().id(),
        xlsx.toString(),
        html.toString(),
        signed == null ? null : signed.by(),
        changed,
        versions(system, signed),
        findings(system));
  }

  private static <M> Map<String, String> byFile(
      List<M> mappings, Function<M, String> file, Function<M, String> version) {
    return mappings.stream().collect(Collectors.toMap(file, version));
  }

  private static List<Version> versions(SystemDescription system, @Nullable SignedMappings signed) {
    List<Version> versions = new ArrayList<>();
    for (MappingDescription mapping : system.mappings()) {
      var then = signed == null ? null : signed.bundle(mapping.file());
      versions.add(
          new Version(
              mapping.file(),
              mapping.version(),
              then == null ? null : then.version(),
              (int)
                  mapping.unfilled().stream()
                      .filter(MappingDescription.Unfilled::required)
                      .count()));
    }
    return versions;
  }

  private static List<String> findings(SystemDescription system) {
    return system.findings().stream()
        .filter(finding -> finding.error())
        .map(
            f -> f.system() + "/" + f.file() + ":" + f.line() + ": " + f.code() + " " + f.message())
        .toList();
  }

  private static Path file(Path folder, String name, byte[] bytes) {
    try {
      Files.createDirectories(folder);
      return Files.write(folder.resolve(name), bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
