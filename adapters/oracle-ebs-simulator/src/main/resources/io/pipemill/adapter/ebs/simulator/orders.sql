-- Order Management: interface tables without a key (as in EBS, where a double row is possible and Order Import refuses it), base tables, messages.
create table oe_headers_iface_all (
  order_source_id numeric, orig_sys_document_ref varchar(50), change_sequence varchar(50), org_id numeric, header_id numeric, order_number numeric,
  version_number numeric, ordered_date timestamp(0), order_category varchar(30), order_type_id numeric, order_type varchar(30), price_list_id numeric,
  price_list varchar(240), conversion_rate numeric, conversion_rate_date timestamp(0), conversion_type_code varchar(30),
  transactional_curr_code varchar(3), transactional_curr varchar(30), salesrep_id numeric, salesrep varchar(240), sales_channel_code varchar(30),
  payment_term_id numeric, payment_term varchar(30), demand_class_code varchar(30), shipment_priority_code varchar(30), shipping_method_code varchar(30),
  freight_terms_code varchar(30), fob_point_code varchar(30), ship_tolerance_above numeric, ship_tolerance_below numeric,
  shipping_instructions varchar(2000), packing_instructions varchar(2000), order_date_type_code varchar(30), request_date timestamp(0),
  customer_po_number varchar(50), sold_from_org_id numeric, sold_from_org varchar(30), sold_to_org_id numeric, sold_to_org varchar(360),
  ship_from_org_id numeric, ship_from_org varchar(30), ship_to_org_id numeric, ship_to_org varchar(240), invoice_to_org_id numeric,
  invoice_to_org varchar(240), customer_id numeric, customer_name varchar(360), customer_number varchar(50),
  cancelled_flag varchar(1), closed_flag varchar(1), booked_flag varchar(1), ready_flag varchar(1), error_flag varchar(1), force_apply_flag varchar(1),
  operation_code varchar(30), change_reason varchar(30), change_comments varchar(2000), blanket_number numeric, context varchar(30),
  attribute1 varchar(240), attribute2 varchar(240), attribute3 varchar(240), attribute4 varchar(240), attribute5 varchar(240),
  attribute6 varchar(240), attribute7 varchar(240), attribute8 varchar(240), attribute9 varchar(240), attribute10 varchar(240),
  attribute11 varchar(240), attribute12 varchar(240), attribute13 varchar(240), attribute14 varchar(240), attribute15 varchar(240),
  attribute16 varchar(240), attribute17 varchar(240), attribute18 varchar(240), attribute19 varchar(240), attribute20 varchar(240),
  creation_date timestamp(0) not null, created_by numeric not null, last_update_date timestamp(0) not null, last_updated_by numeric not null,
  last_update_login numeric, program_application_id numeric, program_id numeric, program_update_date timestamp(0), request_id numeric);
create index oe_headers_iface_n1 on oe_headers_iface_all (orig_sys_document_ref, order_source_id);
create index oe_headers_iface_n2 on oe_headers_iface_all (request_id);

create table oe_lines_iface_all (
  order_source_id numeric, orig_sys_document_ref varchar(50), orig_sys_line_ref varchar(50), orig_sys_shipment_ref varchar(50), change_sequence varchar(50),
  org_id numeric, line_number numeric, shipment_number numeric, line_id numeric, line_type_id numeric, line_type varchar(30), item_type_code varchar(30),
  inventory_item_id numeric, inventory_item varchar(2000), customer_item_name varchar(2000), customer_item_id numeric, user_item_description varchar(1000),
  request_date timestamp(0), promise_date timestamp(0), schedule_ship_date timestamp(0), latest_acceptable_date timestamp(0),
  ordered_quantity numeric, order_quantity_uom varchar(3), cancelled_quantity numeric, pricing_quantity numeric, pricing_quantity_uom varchar(3),
  unit_list_price numeric, unit_selling_price numeric, calculate_price_flag varchar(1), price_list_id numeric, price_list varchar(240),
  payment_term_id numeric, payment_term varchar(30), salesrep_id numeric, salesrep varchar(240), sold_from_org_id numeric, sold_to_org_id numeric,
  sold_to_org varchar(360), ship_from_org_id numeric, ship_from_org varchar(30), ship_to_org_id numeric, ship_to_org varchar(240),
  invoice_to_org_id numeric, invoice_to_org varchar(240), customer_po_number varchar(50), shipping_method_code varchar(30), freight_terms_code varchar(30),
  fob_point_code varchar(30), tax_code varchar(50), subinventory varchar(10), shipping_instructions varchar(2000), packing_instructions varchar(2000),
  change_reason varchar(30), change_comments varchar(2000), error_flag varchar(1), operation_code varchar(30), context varchar(30),
  attribute1 varchar(240), attribute2 varchar(240), attribute3 varchar(240), attribute4 varchar(240), attribute5 varchar(240),
  attribute6 varchar(240), attribute7 varchar(240), attribute8 varchar(240), attribute9 varchar(240), attribute10 varchar(240),
  attribute11 varchar(240), attribute12 varchar(240), attribute13 varchar(240), attribute14 varchar(240), attribute15 varchar(240),
  attribute16 varchar(240), attribute17 varchar(240), attribute18 varchar(240), attribute19 varchar(240), attribute20 varchar(240),
  creation_date timestamp(0) not null, created_by numeric not null, last_update_date timestamp(0) not null, last_updated_by numeric not null,
  last_update_login numeric, program_application_id numeric, program_id numeric, program_update_date timestamp(0), request_id numeric);
create index oe_lines_iface_n1 on oe_lines_iface_all (orig_sys_document_ref, order_source_id);
create index oe_lines_iface_n2 on oe_lines_iface_all (request_id);

create table oe_price_adjs_iface_all (
  order_source_id numeric, orig_sys_document_ref varchar(50), orig_sys_line_ref varchar(50), orig_sys_shipment_ref varchar(50),
  orig_sys_discount_ref varchar(50), change_sequence varchar(50), org_id numeric, discount_id numeric, discount_line_id numeric, discount_name varchar(240),
  percent numeric, automatic_flag varchar(1), applied_flag varchar(1), operand numeric, arithmetic_operator varchar(30), list_header_id numeric,
  list_name varchar(240), list_line_id numeric, list_line_type_code varchar(30), change_reason_code varchar(30), change_reason_text varchar(2000),
  updated_flag varchar(1), update_allowed varchar(1), adjusted_amount numeric, charge_type_code varchar(30), charge_subtype_code varchar(30),
  error_flag varchar(1), operation_code varchar(30), context varchar(30),
  attribute1 varchar(240), attribute2 varchar(240), attribute3 varchar(240), attribute4 varchar(240), attribute5 varchar(240),
  attribute6 varchar(240), attribute7 varchar(240), attribute8 varchar(240), attribute9 varchar(240), attribute10 varchar(240),
  attribute11 varchar(240), attribute12 varchar(240), attribute13 varchar(240), attribute14 varchar(240), attribute15 varchar(240),
  creation_date timestamp(0) not null, created_by numeric not null, last_update_date timestamp(0) not null, last_updated_by numeric not null,
  last_update_login numeric, program_application_id numeric, program_id numeric, program_update_date timestamp(0), request_id numeric);
create index oe_price_adjs_iface_n1 on oe_price_adjs_iface_all (orig_sys_document_ref, order_source_id);
create index oe_price_adjs_iface_n2 on oe_price_adjs_iface_all (request_id);

create table oe_actions_iface_all (
  order_source_id numeric, orig_sys_document_ref varchar(50), orig_sys_line_ref varchar(50), orig_sys_shipment_ref varchar(50), change_sequence varchar(50),
  org_id numeric, hold_id numeric, hold_type_code varchar(1), hold_type_id numeric, hold_until_date timestamp(0), release_reason_code varchar(30),
  comments varchar(240), error_flag varchar(1), status_flag varchar(1), operation_code varchar(30),
  creation_date timestamp(0) not null, created_by numeric not null, last_update_date timestamp(0) not null, last_updated_by numeric not null,
  last_update_login numeric, program_application_id numeric, program_id numeric, program_update_date timestamp(0), request_id numeric);
create index oe_actions_iface_n1 on oe_actions_iface_all (orig_sys_document_ref, order_source_id);

create sequence oe_msg_id_s;
create table oe_processing_msgs (
  transaction_id numeric not null, request_id numeric, entity_code varchar(30), entity_ref varchar(50), entity_id numeric, header_id numeric, line_id numeric,
  order_source_id numeric, original_sys_document_ref varchar(50), original_sys_document_line_ref varchar(50), orig_sys_shipment_ref varchar(50),
  change_sequence varchar(50), org_id numeric, attribute_code varchar(30), message_source_code varchar(30), type varchar(30), message_status_code varchar(30),
  creation_date timestamp(0), created_by numeric, last_update_date timestamp(0), last_updated_by numeric, last_update_login numeric);
create index oe_processing_msgs_n1 on oe_processing_msgs (transaction_id);
create index oe_processing_msgs_n2 on oe_processing_msgs (request_id);
create table oe_processing_msgs_tl (
  transaction_id numeric not null, language varchar(4) not null, source_lang varchar(4) not null, message_text varchar(2000),
  creation_date timestamp(0), created_by numeric, last_update_date timestamp(0), last_updated_by numeric, last_update_login numeric);
create index oe_processing_msgs_tl_n1 on oe_processing_msgs_tl (transaction_id, language);

create sequence oe_order_headers_s start 1000001;
create sequence oe_order_lines_s start 3000001;
create sequence oe_price_adjustments_s start 7000001;
create sequence oe_order_number_s start 60001;
create table oe_order_headers_all (
  header_id numeric primary key, org_id numeric, order_type_id numeric not null, order_number numeric not null, version_number numeric not null,
  order_source_id numeric, orig_sys_document_ref varchar(50), change_sequence varchar(50), ordered_date timestamp(0), request_date timestamp(0),
  pricing_date timestamp(0), price_list_id numeric, conversion_rate numeric, conversion_type_code varchar(30), conversion_rate_date timestamp(0),
  transactional_curr_code varchar(15), cust_po_number varchar(50), payment_term_id numeric(15), shipping_method_code varchar(30),
  freight_terms_code varchar(30), fob_point_code varchar(30), sold_from_org_id numeric, sold_to_org_id numeric, ship_from_org_id numeric,
  ship_to_org_id numeric, invoice_to_org_id numeric, salesrep_id numeric(15), sales_channel_code varchar(30), order_category_code varchar(30) not null,
  shipping_instructions varchar(2000), packing_instructions varchar(2000), cancelled_flag varchar(1), open_flag varchar(1) not null,
  booked_flag varchar(1) not null, booked_date timestamp(0), flow_status_code varchar(30), change_reason varchar(30), context varchar(30),
  attribute1 varchar(240), attribute2 varchar(240), attribute3 varchar(240), attribute4 varchar(240), attribute5 varchar(240),
  attribute6 varchar(240), attribute7 varchar(240), attribute8 varchar(240), attribute9 varchar(240), attribute10 varchar(240),
  attribute11 varchar(240), attribute12 varchar(240), attribute13 varchar(240), attribute14 varchar(240), attribute15 varchar(240),
  attribute16 varchar(240), attribute17 varchar(240), attribute18 varchar(240), attribute19 varchar(240), attribute20 varchar(240),
  creation_date timestamp(0), created_by numeric(15), last_update_date timestamp(0), last_updated_by numeric(15), last_update_login numeric(15),
  program_application_id numeric(15), program_id numeric(15), program_update_date timestamp(0), request_id numeric(15));
create index oe_order_headers_n2 on oe_order_headers_all (order_number);
create index oe_order_headers_n7 on oe_order_headers_all (orig_sys_document_ref, order_source_id);
create index oe_order_headers_n1 on oe_order_headers_all (sold_to_org_id);

create table oe_order_lines_all (
  line_id numeric primary key, org_id numeric, header_id numeric not null, line_type_id numeric, line_number numeric not null, shipment_number numeric,
  order_source_id numeric, orig_sys_document_ref varchar(50), orig_sys_line_ref varchar(50), orig_sys_shipment_ref varchar(50), change_sequence varchar(50),
  ordered_item varchar(2000), inventory_item_id numeric not null, item_type_code varchar(30), user_item_description varchar(1000),
  request_date timestamp(0), promise_date timestamp(0), schedule_ship_date timestamp(0), latest_acceptable_date timestamp(0),
  ordered_quantity numeric, order_quantity_uom varchar(3), cancelled_quantity numeric, shipped_quantity numeric, fulfilled_quantity numeric,
  pricing_quantity numeric, pricing_quantity_uom varchar(3), unit_selling_price numeric, unit_list_price numeric, calculate_price_flag varchar(1),
  price_list_id numeric, payment_term_id numeric(15), salesrep_id numeric(15), sold_from_org_id numeric, sold_to_org_id numeric, ship_from_org_id numeric,
  ship_to_org_id numeric, invoice_to_org_id numeric, cust_po_number varchar(50), line_category_code varchar(30) not null,
  shipping_instructions varchar(2000), packing_instructions varchar(2000), cancelled_flag varchar(1), open_flag varchar(1) not null,
  booked_flag varchar(1) not null, flow_status_code varchar(30), change_reason varchar(30), context varchar(30),
  attribute1 varchar(240), attribute2 varchar(240), attribute3 varchar(240), attribute4 varchar(240), attribute5 varchar(240),
  attribute6 varchar(240), attribute7 varchar(240), attribute8 varchar(240), attribute9 varchar(240), attribute10 varchar(240),
  attribute11 varchar(240), attribute12 varchar(240), attribute13 varchar(240), attribute14 varchar(240), attribute15 varchar(240),
  attribute16 varchar(240), attribute17 varchar(240), attribute18 varchar(240), attribute19 varchar(240), attribute20 varchar(240),
  creation_date timestamp(0), created_by numeric(15), last_update_date timestamp(0), last_updated_by numeric(15), last_update_login numeric(15),
  program_application_id numeric(15), program_id numeric(15), program_update_date timestamp(0), request_id numeric(15));
create index oe_order_lines_n1 on oe_order_lines_all (header_id);

create table oe_price_adjustments (
  price_adjustment_id numeric primary key, header_id numeric, line_id numeric, orig_sys_discount_ref varchar(50), automatic_flag varchar(1), percent numeric,
  list_header_id numeric, list_line_id numeric, list_line_type_code varchar(30), arithmetic_operator varchar(30), operand numeric, adjusted_amount numeric,
  charge_type_code varchar(30), charge_subtype_code varchar(30), change_reason_code varchar(30), change_reason_text varchar(2000), updated_flag varchar(1),
  applied_flag varchar(1), context varchar(30),
  attribute1 varchar(240), attribute2 varchar(240), attribute3 varchar(240), attribute4 varchar(240), attribute5 varchar(240),
  attribute6 varchar(240), attribute7 varchar(240), attribute8 varchar(240), attribute9 varchar(240), attribute10 varchar(240),
  attribute11 varchar(240), attribute12 varchar(240), attribute13 varchar(240), attribute14 varchar(240), attribute15 varchar(240),
  creation_date timestamp(0), created_by numeric(15), last_update_date timestamp(0), last_updated_by numeric(15), last_update_login numeric(15),
  program_application_id numeric(15), program_id numeric(15), program_update_date timestamp(0), request_id numeric(15));
create index oe_price_adjustments_n1 on oe_price_adjustments (header_id);
create index oe_price_adjustments_n2 on oe_price_adjustments (line_id);
