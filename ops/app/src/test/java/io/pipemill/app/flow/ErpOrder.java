package io.pipemill.app.flow;

import java.util.List;
import java.util.Map;

/**
 * One order in the ERP's base tables, in the names of people: what an order clerk would read off
 * the screen. Absent columns are left out.
 */
record ErpOrder(
    Map<String, String> header,
    List<Map<String, String>> lines,
    List<Map<String, String>> adjustments) {

  private static final String HEADER =
      """
      select s.name as source, t.name as type, u.name as unit, a.account_number as customer, p.party_name as customer_name,
        to_char(h.ordered_date, 'YYYY-MM-DD') as ordered, to_char(h.request_date, 'YYYY-MM-DD') as requested,
        h.transactional_curr_code as currency, h.cust_po_number as po, h.shipping_instructions as note, h.flow_status_code as status,
        h.attribute1 as contract, h.attribute2 as total, h.attribute3 as total_currency, h.attribute4 as ship_name,
        h.attribute5 as ship_address, h.attribute6 as ship_city, h.attribute7 as ship_country, h.attribute8 as ship_code,
        h.attribute16 as ship_zip, h.attribute17 as ship_region, h.attribute9 as bill_name, h.attribute10 as bill_address,
        h.attribute11 as bill_code, h.attribute12 as terms
      from oe_order_headers_all h
      join oe_order_sources s on s.order_source_id = h.order_source_id
      join oe_transaction_types_tl t on t.transaction_type_id = h.order_type_id and t.language = 'US'
      join hr_operating_units u on u.organization_id = h.org_id
      join hz_cust_accounts a on a.cust_account_id = h.sold_to_org_id
      join hz_parties p on p.party_id = a.party_id
      where h.orig_sys_document_ref = '%s'""";

  private static final String LINES =
      """
      select l.orig_sys_line_ref as line, b.segment1 as item, b.description as item_name,
        trim_scale(l.ordered_quantity) as quantity, l.order_quantity_uom as unit, trim_scale(l.unit_selling_price) as price,
        l.user_item_description as description, to_char(l.request_date, 'YYYY-MM-DD') as requested,
        to_char(l.promise_date, 'YYYY-MM-DD') as promised, l.shipping_instructions as note, l.flow_status_code as status,
        l.attribute2 as amount, l.attribute3 as amount_currency, l.attribute4 as named, l.attribute5 as price_stated, l.attribute6 as per,
        l.attribute7 as base, l.attribute8 as buyer_item, l.attribute9 as standard_item, l.attribute11 as ship_code,
        l.attribute12 as ship_address, l.attribute13 as ship_name, l.attribute14 as ship_city, l.attribute15 as ship_country
      from oe_order_lines_all l join oe_order_headers_all h on h.header_id = l.header_id
      join mtl_system_items_b b on b.inventory_item_id = l.inventory_item_id and b.organization_id =
        (select organization_id from mtl_parameters where organization_code = 'M1')
      where h.orig_sys_document_ref = '%s' order by l.orig_sys_line_ref""";

  private static final String ADJUSTMENTS =
      """
      select l.orig_sys_line_ref as line, x.list_line_type_code as kind, x.charge_type_code as code, trim_scale(x.percent) as percent,
        trim_scale(x.adjusted_amount) as amount, x.attribute1 as currency, x.change_reason_text as reason
      from oe_price_adjustments x join oe_order_headers_all h on h.header_id = x.header_id
      left join oe_order_lines_all l on l.line_id = x.line_id
      where h.orig_sys_document_ref = '%s' order by l.orig_sys_line_ref nulls first, x.orig_sys_discount_ref""";

  static ErpOrder read(TestingInstallation installation, String number) {
    List<Map<String, String>> headers = installation.erp(HEADER.formatted(number));
    if (headers.size() != 1) {
      throw new AssertionError(
          "order " + number + ": " + headers.size() + " headers in the ERP, expected 1");
    }
    return new ErpOrder(
        headers.get(0),
        installation.erp(LINES.formatted(number)),
        installation.erp(ADJUSTMENTS.formatted(number)));
  }
}
