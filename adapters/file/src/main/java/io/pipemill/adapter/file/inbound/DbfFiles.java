package io.pipemill.adapter.file.inbound;

import io.pipemill.adapter.file.internal.dbf.DbfHeader;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The files a table consists of: the table, its texts, its indexes. */
final class DbfFiles {
  private static final Set<String> TEXTS = Set.of("fpt", "dbt");
  private static final Set<String> ALL =
      Set.of("fpt", "dbt", "cdx", "mdx", "idx", "ndx", "ntx", "dbc", "dct", "dcx");

  private DbfFiles() {}

  /** Whether a file is part of a table, and never one itself. */
  static boolean belongsToTable(String name) {
    return ALL.contains(extension(name));
  }

  /** Whether a file holds what a table says, not how it is found. */
  static boolean texts(Path file) {
    return TEXTS.contains(extension(file.getFileName().toString()));
  }

  /** Those that are there beside a table under its name: its texts, and its structural index. */
  static List<Path> of(Path table) {
    List<Path> there = new ArrayList<>();
    for (String extension : List.of("fpt", "dbt", "cdx", "mdx")) {
      Path file = beside(table, extension);
      if (file != null) {
        there.add(file);
      }
    }
    return there;
  }

  /** The texts of a table; null if they are not there. */
  static @Nullable Path memo(SourceFile table, DbfHeader header) {
    for (Path file : table.companions()) {
      if (extension(file.getFileName().toString()).equals(header.memoExtension())) {
        return file;
      }
    }
    return null;
  }

  private static @Nullable Path beside(Path table, String extension) {
    String stem = stem(table.getFileName().toString());
    String capital = extension.toUpperCase(Locale.ROOT);
    for (String each : List.of(extension, capital, capital.charAt(0) + extension.substring(1))) {
      Path file = table.resolveSibling(stem + "." + each);
      if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
        return file;
      }
    }
    return null;
  }

  static String stem(String name) {
    int dot = name.lastIndexOf('.');
    return dot < 0 ? name : name.substring(0, dot);
  }

  private static String extension(String name) {
    return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
  }
}
