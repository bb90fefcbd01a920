package io.pipemill.adapter.ebs;

import static org.assertj.core.api.Assertions.assertThat;

import io.pipemill.adapter.ebs.InterfaceTable.Column;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

class InterfaceTableTest {

  @Test
  void everyColumn_isThere_withTheSameTypeAndWidth() {
    ErpFixture db = new ErpFixture();
    for (InterfaceTable table : InterfaceTable.values()) {
      Map<String, String> real = new HashMap<>();
      for (String row :
          db.rows(
              "select column_name || ' ' || data_type || ' ' || coalesce(character_maximum_length,"
                  + " 0) from information_schema.columns where table_name = '"
                  + table.table().toLowerCase(Locale.ROOT)
                  + "'")) {
        String[] parts = row.split(" ", 2);
        real.put(parts[0].toUpperCase(Locale.ROOT), parts[1]);
      }
      for (Column column : table.columns()) {
        String expected =
            switch (column.kind()) {
              case TEXT, FLAG -> "character varying " + column.width();
              case NUMBER -> "numeric 0";
              case DATE -> "timestamp without time zone 0";
            };
        assertThat(real.get(column.name()))
            .as(table.table() + "." + column.name())
            .isEqualTo(expected);
      }
    }
  }
}
