package io.pipemill.adapter.file.internal.dbf;

import java.nio.charset.Charset;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Character sets by the language driver in byte 29 of a header, as dBase and Visual FoxPro number
 * them ("Code Pages Supported by Visual FoxPro", Microsoft).
 */
final class CodePages {
  private static final Map<Integer, String> NAMES =
      Map.ofEntries(
          Map.entry(0x01, "IBM437"),
          Map.entry(0x02, "IBM850"),
          Map.entry(0x03, "windows-1252"),
          Map.entry(0x4D, "GB18030"),
          Map.entry(0x4E, "x-windows-949"),
          Map.entry(0x4F, "x-windows-950"),
          Map.entry(0x50, "x-windows-874"),
          Map.entry(0x57, "windows-1252"),
          Map.entry(0x58, "windows-1252"),
          Map.entry(0x64, "IBM852"),
          Map.entry(0x65, "IBM866"),
          Map.entry(0x66, "IBM865"),
          Map.entry(0x67, "IBM861"),
          Map.entry(0x6A, "IBM737"),
          Map.entry(0x6B, "IBM857"),
          Map.entry(0x78, "x-windows-950"),
          Map.entry(0x79, "x-windows-949"),
          Map.entry(0x7A, "GB18030"),
          Map.entry(0x7B, "windows-31j"),
          Map.entry(0x7C, "x-windows-874"),
          Map.entry(0x7D, "windows-1255"),
          Map.entry(0x7E, "windows-1256"),
          Map.entry(0xC8, "windows-1250"),
          Map.entry(0xC9, "windows-1251"),
          Map.entry(0xCA, "windows-1254"),
          Map.entry(0xCB, "windows-1253"));

  private CodePages() {}

  /** Null if the header names none, or one that Java does not have. */
  static @Nullable Charset of(int languageDriver) {
    String name = NAMES.get(languageDriver);
    return name == null || !Charset.isSupported(name) ? null : Charset.forName(name);
  }
}
