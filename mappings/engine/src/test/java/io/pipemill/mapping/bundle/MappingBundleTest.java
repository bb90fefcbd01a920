package io.pipemill.mapping.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pipemill.mapping.OnMissing;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;

class MappingBundleTest {

  @Test
  void bundle_isReadAsItWasWritten() {
    MappingBundle bundle =
        new MappingBundle(
            "notes",
            "item.in.yaml",
            "document: item/v1",
            Map.of("item", OnMissing.HOLD),
            Map.of("units", "source,canonical\nT,t\n"),
            Map.of("place", "fields: {}\n"),
            List.of("-"),
            Map.of("units", "source,canonical\nX,t\n"));
    MappingBundle read = MappingBundle.read(bundle.bytes());
    assertThat(read).isEqualTo(bundle);
    assertThat(read.version()).isEqualTo(bundle.version());
  }

  @Test
  void archiveThatGrowsWithoutEnd_isRefused() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (int entry = 0; entry < 3; entry++) {
        zip.putNextEntry(new ZipEntry("codelists/" + entry + ".csv"));
        zip.write(new byte[30_000_000]);
        zip.closeEntry();
      }
    }
    assertThat(bytes.size()).isLessThan(1_000_000);
    assertThatThrownBy(() -> MappingBundle.read(bytes.toByteArray()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("larger than");
  }
}
