package io.pipemill.control.mappings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pipemill.control.NotFoundException;
import io.pipemill.control.mappings.CodeListExport.Written;
import io.pipemill.control.mappings.WorklistControl.Confirmation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CodeListExportTest {
  @TempDir Path folder;
  private Path root;
  private Path own;
  private Path shared;

  @BeforeEach
  void lists() throws IOException {
    root = folder.resolve("systems");
    own = root.resolve("shop/codelists/products.csv");
    shared = folder.resolve("codelists/units.csv");
    Files.createDirectories(own.getParent());
    Files.createDirectories(shared.getParent());
    Files.writeString(
        own, "\uFEFFsource,canonical,name_en,name_zh\r\nA,P-1,\"oil, light\",轻质油\r\nB,P-2,gas,气");
    Files.writeString(shared, "source,canonical\nKG,kg\n");
  }

  private static Confirmation code(
      String list, String value, String canonical, @Nullable String from, String status) {
    return new Confirmation(
        "shop", list, value, canonical, from, "", "", "ann", Instant.EPOCH, status);
  }

  @Test
  void confirmedCodes_becomeLinesBehindThoseThatWereThere() throws IOException {
    List<Written> written =
        new CodeListExport()
            .write(
                root,
                "shop",
                List.of(
                    code("products", "X,1", "P-1", null, "in-force"),
                    code("products", "Y", "P-9", "2026-01-01", "in-force"),
                    code("products", "B", "P-2", null, "in-folder"),
                    code("products", "Z", "P-1", null, "not-in-force"),
                    code("units", "T", "t", null, "in-force")));

    assertThat(Files.readString(own))
        .isEqualTo(
            "\uFEFFsource,canonical,name_en,name_zh,from\r\nA,P-1,\"oil, light\",轻质油,\r\nB,P-2,gas,气,\r\n"
                + "\"X,1\",P-1,\"oil, light\",轻质油,\r\nY,P-9,,,2026-01-01\r\n");
    assertThat(Files.readString(shared)).isEqualTo("source,canonical\nKG,kg\nT,t\n");
    assertThat(written)
        .extracting(Written::shared, one -> one.lines().size(), Written::known)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(false, 2, 1),
            org.assertj.core.groups.Tuple.tuple(true, 1, 0));
  }

  @Test
  void secondExport_changesNothing() throws IOException {
    List<Confirmation> codes =
        List.of(
            code("products", "X", "P-1", "2026-01-01", "in-force"),
            code("products", "X", "P-2", "2026-06-01", "in-force"));
    new CodeListExport().write(root, "shop", codes);
    String once = Files.readString(own);

    List<Written> again = new CodeListExport().write(root, "shop", codes);

    assertThat(Files.readString(own)).isEqualTo(once).contains("X,P-2,gas,气,2026-06-01");
    assertThat(again.get(0).lines()).isEmpty();
    assertThat(again.get(0).known()).isEqualTo(2);
  }

  @Test
  void listWithoutAFile_isToldBeforeAnythingIsWritten() throws IOException {
    String before = Files.readString(own);

    assertThatThrownBy(
            () ->
                new CodeListExport()
                    .write(
                        root,
                        "shop",
                        List.of(
                            code("products", "X", "P-1", null, "in-force"),
                            code("gone", "X", "P-1", null, "in-force"))))
        .isInstanceOf(NotFoundException.class)
        .hasMessageContaining("gone.csv");
    assertThat(Files.readString(own)).isEqualTo(before);
  }
}
