package io.pipemill.adapter.ebs;

import static io.pipemill.adapter.ebs.InterfaceTable.ITEMS;

import io.pipemill.adapter.RowChange;
import io.pipemill.adapter.ebs.Dialect.KeyType;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Predicts what Item Import would change in MTL_SYSTEM_ITEMS_B and _TL. */
final class ItemPreview {
  private static final List<String> ATTRIBUTES =
      IntStream.rangeClosed(1, 15).mapToObj(i -> "ATTRIBUTE" + i).toList();
  static final List<String> COLUMNS =
      Stream.concat(
              Stream.of(
                  "ORGANIZATION_ID",
                  "SEGMENT1",
                  "DESCRIPTION",
                  "PRIMARY_UOM_CODE",
                  "PRIMARY_UNIT_OF_MEASURE",
                  "INVENTORY_ITEM_STATUS_CODE",
                  "ITEM_TYPE",
                  "ENABLED_FLAG",
                  "CUSTOMER_ORDER_ENABLED_FLAG"),
              ATTRIBUTES.stream())
          .toList();
  private static final List<String> TEXT_COLUMNS =
      List.of("ORGANIZATION_ID", "LANGUAGE", "SOURCE_LANG", "DESCRIPTION", "LONG_DESCRIPTION");

  private final BaseRows rows;

  ItemPreview(Dialect dialect) {
    this.rows = new BaseRows(dialect);
  }

  List<List<RowChange>> of(Connection connection, List<ItemImport.Item> items) throws SQLException {
    Map<String, BaseRows.Row> base = new HashMap<>();
    List<Long> ids = new ArrayList<>();
    for (BaseRows.Row row :
        rows.read(
            connection,
            "mtl_system_items_b",
            "inventory_item_id, " + String.join(", ", COLUMNS),
            "segment1",
            KeyType.TEXT,
            items.stream().map(item -> item.key().code()).toList())) {
      base.put(
          new ItemKey(row.id("ORGANIZATION_ID"), String.valueOf(row.get("SEGMENT1"))).toString(),
          row);
      ids.add(row.id("INVENTORY_ITEM_ID"));
    }
    Map<String, BaseRows.Row> texts = new HashMap<>();
    for (BaseRows.Row row :
        rows.read(
            connection,
            "mtl_system_items_tl",
            "inventory_item_id, " + String.join(", ", TEXT_COLUMNS),
            "inventory_item_id",
            KeyType.NUMBER,
            ids)) {
      texts.put(row.get("INVENTORY_ITEM_ID") + "/" + row.get("ORGANIZATION_ID"), row);
    }
    Map<String, String> units = new HashMap<>();
    for (BaseRows.Row row :
        rows.read(
            connection,
            "mtl_units_of_measure_tl",
            "uom_code, unit_of_measure",
            "language",
            KeyType.TEXT,
            List.of("US"))) {
      units.put(String.valueOf(row.get("UOM_CODE")), String.valueOf(row.get("UNIT_OF_MEASURE")));
    }
    List<List<RowChange>> all = new ArrayList<>();
    for (ItemImport.Item item : items) {
      all.add(changes(item, base.get(item.key().toString()), texts, units));
    }
    return all;
  }

  private static List<RowChange> changes(
      ItemImport.Item item,
      BaseRows.@Nullable Row before,
      Map<String, BaseRows.Row> texts,
      Map<String, String> units) {
    BaseRows.Row sent = new BaseRows.Row();
    for (int i = 0; i < ITEMS.width(); i++) {
      sent.set(ITEMS.columns().get(i).name(), item.row()[i]);
    }
    String unit = sent.get("PRIMARY_UOM_CODE");
    String status = sent.get("INVENTORY_ITEM_STATUS_CODE");
    boolean refused =
        (unit != null && !units.containsKey(unit))
            || (status != null && !status.equals("Active") && !status.equals("Inactive"))
            || (before == null && item.cancel());
    if (refused) {
      return List.of();
    }
    BaseRows.Row after = before == null ? new BaseRows.Row() : before.copy();
    for (String column : COLUMNS) {
      after.set(column, sent.get(column));
    }
    if (unit != null) {
      after.set("PRIMARY_UNIT_OF_MEASURE", units.get(unit));
    }
    if (before == null) {
      after.set("ENABLED_FLAG", "Y");
      after.set("CUSTOMER_ORDER_ENABLED_FLAG", "Y");
    }
    BaseRows.Row textBefore =
        before == null
            ? null
            : texts.get(before.get("INVENTORY_ITEM_ID") + "/" + before.get("ORGANIZATION_ID"));
    BaseRows.Row textAfter = textBefore == null ? new BaseRows.Row() : textBefore.copy();
    textAfter.set("ORGANIZATION_ID", item.key().organization());
    textAfter.set("LANGUAGE", "US");
    textAfter.set("SOURCE_LANG", "US");
    textAfter.set("DESCRIPTION", sent.get("DESCRIPTION"));
    textAfter.set("LONG_DESCRIPTION", sent.get("LONG_DESCRIPTION"));
    String key = item.key().toString();
    return Stream.of(
            BaseRows.change("MTL_SYSTEM_ITEMS_B", key, before, after, COLUMNS),
            BaseRows.change(
                "MTL_SYSTEM_ITEMS_TL", key + ", LANGUAGE=US", textBefore, textAfter, TEXT_COLUMNS))
        .filter(Objects::nonNull)
        .toList();
  }
}
