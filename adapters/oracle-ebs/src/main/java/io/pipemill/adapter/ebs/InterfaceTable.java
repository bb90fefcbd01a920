package io.pipemill.adapter.ebs;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The columns of an open interface table as this adapter knows them: name, type and width of R12.
 * Columns an outbound mapping may write come first; those only the adapter writes follow. A test
 * compares every width with the simulator's tables, which are written from the published dictionary
 * independently.
 */
enum InterfaceTable {
  ORDER_HEADERS(
      "OE_HEADERS_IFACE_ALL",
      "ORIG_SYS_DOCUMENT_REF:50 CHANGE_SEQUENCE:50 ORDER_TYPE:30 ORDERED_DATE:D REQUEST_DATE:D"
          + " CUSTOMER_NUMBER:50 CUSTOMER_PO_NUMBER:50 TRANSACTIONAL_CURR_CODE:3 PRICE_LIST:240"
          + " PAYMENT_TERM:30 SALESREP:240 SHIP_TO_ORG:240 INVOICE_TO_ORG:240 SHIP_FROM_ORG:30"
          + " SHIPPING_INSTRUCTIONS:2000 PACKING_INSTRUCTIONS:2000 FREIGHT_TERMS_CODE:30"
          + " FOB_POINT_CODE:30 SHIPPING_METHOD_CODE:30 SALES_CHANNEL_CODE:30 BOOKED_FLAG:F"
          + " CONVERSION_TYPE_CODE:30 CONVERSION_RATE:N CONVERSION_RATE_DATE:D CONTEXT:30"
          + attributes(20, 240),
      "ORDER_SOURCE_ID:N ORG_ID:N OPERATION_CODE:30 FORCE_APPLY_FLAG:F READY_FLAG:F"
          + " CANCELLED_FLAG:F CHANGE_REASON:30"),
  ORDER_LINES(
      "OE_LINES_IFACE_ALL",
      "ORIG_SYS_LINE_REF:50 LINE_NUMBER:N INVENTORY_ITEM:2000 ORDERED_QUANTITY:N"
          + " ORDER_QUANTITY_UOM:3 UNIT_SELLING_PRICE:N UNIT_LIST_PRICE:N PRICING_QUANTITY:N"
          + " PRICING_QUANTITY_UOM:3 CALCULATE_PRICE_FLAG:1 REQUEST_DATE:D PROMISE_DATE:D"
          + " SCHEDULE_SHIP_DATE:D LATEST_ACCEPTABLE_DATE:D SHIP_FROM_ORG:30 SHIP_TO_ORG:240"
          + " USER_ITEM_DESCRIPTION:1000 CUSTOMER_PO_NUMBER:50 SHIPPING_INSTRUCTIONS:2000"
          + " PACKING_INSTRUCTIONS:2000 CONTEXT:30"
          + attributes(20, 240),
      "ORDER_SOURCE_ID:N ORIG_SYS_DOCUMENT_REF:50 ORIG_SYS_SHIPMENT_REF:50 CHANGE_SEQUENCE:50"
          + " ORG_ID:N OPERATION_CODE:30 CHANGE_REASON:30"),
  PRICE_ADJUSTMENTS(
      "OE_PRICE_ADJS_IFACE_ALL",
      "ORIG_SYS_DISCOUNT_REF:50 LIST_LINE_TYPE_CODE:30 LIST_NAME:240 DISCOUNT_NAME:240"
          + " CHARGE_TYPE_CODE:30 ARITHMETIC_OPERATOR:30 PERCENT:N OPERAND:N ADJUSTED_AMOUNT:N"
          + " CHANGE_REASON_CODE:30 CHANGE_REASON_TEXT:2000 AUTOMATIC_FLAG:F APPLIED_FLAG:F"
          + " UPDATED_FLAG:F CONTEXT:30"
          + attributes(15, 240),
      "ORDER_SOURCE_ID:N ORIG_SYS_DOCUMENT_REF:50 ORIG_SYS_LINE_REF:50 ORIG_SYS_SHIPMENT_REF:50"
          + " CHANGE_SEQUENCE:50 ORG_ID:N OPERATION_CODE:30"),
  ACTIONS(
      "OE_ACTIONS_IFACE_ALL",
      "ORIG_SYS_LINE_REF:50 OPERATION_CODE:30 HOLD_ID:N HOLD_TYPE_CODE:1 HOLD_TYPE_ID:N"
          + " HOLD_UNTIL_DATE:D RELEASE_REASON_CODE:30 COMMENTS:240",
      "ORDER_SOURCE_ID:N ORIG_SYS_DOCUMENT_REF:50 CHANGE_SEQUENCE:50 ORG_ID:N"),
  CUSTOMERS(
      "RA_CUSTOMERS_INTERFACE_ALL",
      "ORIG_SYSTEM_CUSTOMER_REF:240 CUSTOMER_NUMBER:30 CUSTOMER_NAME:360"
          + " CUSTOMER_NAME_PHONETIC:320 CUSTOMER_STATUS:1 PERSON_FLAG:F CUSTOMER_TYPE:25"
          + " CUSTOMER_CLASS_CODE:30 CUSTOMER_CATEGORY_CODE:30 CUST_TAX_REFERENCE:50"
          + attributes("CUSTOMER_ATTRIBUTE", 15, 150),
      "ORG_ID:N INSERT_UPDATE_FLAG:1 SITE_USE_CODE:30 PRIMARY_SITE_USE_FLAG:F"
          + " ORIG_SYSTEM_ADDRESS_REF:240 LOCATION:40 ADDRESS1:240 ADDRESS2:240 ADDRESS3:240"
          + " ADDRESS4:240 CITY:60 STATE:60 PROVINCE:60 COUNTY:60 POSTAL_CODE:60 COUNTRY:60"),
  /** The address columns of the same table: what a record below {@code addresses} may write. */
  CUSTOMER_ADDRESSES(
      "RA_CUSTOMERS_INTERFACE_ALL",
      "ORIG_SYSTEM_ADDRESS_REF:240 LOCATION:40 ADDRESS1:240 ADDRESS2:240 ADDRESS3:240 ADDRESS4:240"
          + " CITY:60 STATE:60 PROVINCE:60 COUNTY:60 POSTAL_CODE:60 COUNTRY:60",
      ""),
  CUSTOMER_PROFILES(
      "RA_CUSTOMER_PROFILES_INT_ALL",
      "",
      "ORIG_SYSTEM_CUSTOMER_REF:240 ORG_ID:N INSERT_UPDATE_FLAG:1 CUSTOMER_PROFILE_CLASS_NAME:30"
          + " STANDARD_TERM_NAME:15 CURRENCY_CODE:15 CREDIT_HOLD:F"),
  CUSTOMER_PHONES(
      "RA_CONTACT_PHONES_INT_ALL",
      "",
      "ORIG_SYSTEM_CUSTOMER_REF:240 ORIG_SYSTEM_TELEPHONE_REF:240 ORG_ID:N INSERT_UPDATE_FLAG:1"
          + " TELEPHONE:25 TELEPHONE_TYPE:30"),
  ITEMS(
      "MTL_SYSTEM_ITEMS_INTERFACE",
      "SEGMENT1:40 DESCRIPTION:240 LONG_DESCRIPTION:4000"
          + " PRIMARY_UOM_CODE:3 INVENTORY_ITEM_STATUS_CODE:10 TEMPLATE_NAME:30 ITEM_TYPE:30"
          + attributes(15, 240),
      "ORGANIZATION_ID:N PROCESS_FLAG:N TRANSACTION_TYPE:10 SET_PROCESS_ID:N");

  private static final String WHO =
      " CREATION_DATE:D CREATED_BY:N LAST_UPDATE_DATE:D LAST_UPDATED_BY:N";

  /** What a column holds: text, a Y/N flag, a number or a date. */
  enum Kind {
    TEXT,
    FLAG,
    NUMBER,
    DATE
  }

  /**
   * @param width longest text in bytes or characters, by the database's length semantics; 0 for
   *     numbers and dates
   */
  record Column(String name, Kind kind, int width) {}

  private final String table;
  private final List<Column> columns = new ArrayList<>();
  private final Map<String, Integer> index = new HashMap<>();
  private final int mappable;

  InterfaceTable(String table, String mapped, String own) {
    this.table = table;
    add(mapped);
    this.mappable = columns.size();
    add(own + WHO);
  }

  String table() {
    return table;
  }

  List<Column> columns() {
    return columns;
  }

  int width() {
    return columns.size();
  }

  /** Names a mapping may write. */
  List<String> mappable() {
    return columns.subList(0, mappable).stream().map(Column::name).toList();
  }

  /** Position of a column; the name is one of ours, so a wrong one is a defect. */
  int at(String column) {
    Integer position = index.get(column);
    if (position == null) {
      throw new IllegalArgumentException(table + " has no column " + column + " here");
    }
    return position;
  }

  /** Position of a column a mapping wrote, or -1. */
  int mapped(String column) {
    int position = index.getOrDefault(column.toUpperCase(Locale.ROOT), -1);
    return position < mappable ? position : -1;
  }

  private void add(String specification) {
    for (String one : specification.trim().split("\\s+")) {
      if (one.isEmpty()) {
        continue;
      }
      int colon = one.indexOf(':');
      String name = one.substring(0, colon);
      String type = one.substring(colon + 1);
      Column column =
          switch (type) {
            case "D" -> new Column(name, Kind.DATE, 0);
            case "N" -> new Column(name, Kind.NUMBER, 0);
            case "F" -> new Column(name, Kind.FLAG, 1);
            default -> new Column(name, Kind.TEXT, Integer.parseInt(type));
          };
      index.put(name, columns.size());
      columns.add(column);
    }
  }

  private static String attributes(int count, int width) {
    return attributes("ATTRIBUTE", count, width);
  }

  private static String attributes(String prefix, int count, int width) {
    StringBuilder text = new StringBuilder();
    for (int i = 1; i <= count; i++) {
      text.append(' ').append(prefix).append(i).append(':').append(width);
    }
    return text.toString();
  }
}
