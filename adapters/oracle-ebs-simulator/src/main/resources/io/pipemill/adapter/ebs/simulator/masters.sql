-- Customers (TCA) and items: interface tables without a key, base tables.
create sequence hz_parties_s start 20001;
create sequence hz_cust_accounts_s start 40001;
create sequence hz_cust_sites_s start 80001;
create table hz_parties (
  party_id numeric(15) primary key, party_number varchar(30) not null, party_name varchar(360), party_type varchar(30), orig_system_reference varchar(240),
  organization_name_phonetic varchar(320), category_code varchar(30), tax_reference varchar(50), status varchar(1) not null,
  creation_date timestamp(0), created_by numeric(15), last_update_date timestamp(0), last_updated_by numeric(15), last_update_login numeric(15),
  program_application_id numeric(15), program_id numeric(15), program_update_date timestamp(0), request_id numeric(15));
create table hz_cust_accounts (
  cust_account_id numeric(15) primary key, party_id numeric(15) not null, account_number varchar(30) not null, orig_system_reference varchar(240),
  status varchar(1) not null, customer_type varchar(30), customer_class_code varchar(30), account_name varchar(240),
  attribute1 varchar(150), attribute2 varchar(150), attribute3 varchar(150), attribute4 varchar(150), attribute5 varchar(150),
  attribute6 varchar(150), attribute7 varchar(150), attribute8 varchar(150), attribute9 varchar(150), attribute10 varchar(150),
  attribute11 varchar(150), attribute12 varchar(150), attribute13 varchar(150), attribute14 varchar(150), attribute15 varchar(150),
  creation_date timestamp(0), created_by numeric(15), last_update_date timestamp(0), last_updated_by numeric(15), last_update_login numeric(15),
  program_application_id numeric(15), program_id numeric(15), program_update_date timestamp(0), request_id numeric(15));
create unique index hz_cust_accounts_u2 on hz_cust_accounts (account_number);
create index hz_cust_accounts_n1 on hz_cust_accounts (orig_system_reference);
create table hz_locations (
  location_id numeric(15) primary key, orig_system_reference varchar(240), country varchar(60) not null, address1 varchar(240) not null, address2 varchar(240),
  address3 varchar(240), address4 varchar(240), city varchar(60), postal_code varchar(60), state varchar(60), province varchar(60), county varchar(60),
  creation_date timestamp(0), created_by numeric(15), last_update_date timestamp(0), last_updated_by numeric(15), last_update_login numeric(15),
  program_application_id numeric(15), program_id numeric(15), program_update_date timestamp(0), request_id numeric(15));
create table hz_party_sites (
  party_site_id numeric(15) primary key, party_id numeric(15) not null, location_id numeric(15) not null, party_site_number varchar(30), status varchar(1) not null,
  identifying_address_flag varchar(1),
  creation_date timestamp(0), created_by numeric(15), last_update_date timestamp(0), last_updated_by numeric(15), last_update_login numeric(15),
  program_application_id numeric(15), program_id numeric(15), program_update_date timestamp(0), request_id numeric(15));
create table hz_cust_acct_sites_all (
  cust_acct_site_id numeric(15) primary key, cust_account_id numeric(15) not null, party_site_id numeric(15) not null, orig_system_reference varchar(240) not null,
  status varchar(1) not null, org_id numeric(15), bill_to_flag varchar(1), ship_to_flag varchar(1),
  creation_date timestamp(0), created_by numeric(15), last_update_date timestamp(0), last_updated_by numeric(15), last_update_login numeric(15),
  program_application_id numeric(15), program_id numeric(15), program_update_date timestamp(0), request_id numeric(15));
create index hz_cust_acct_sites_n1 on hz_cust_acct_sites_all (cust_account_id);
create index hz_cust_acct_sites_n2 on hz_cust_acct_sites_all (orig_system_reference);
create table hz_cust_site_uses_all (
  site_use_id numeric(15) primary key, cust_acct_site_id numeric(15) not null, site_use_code varchar(30) not null, primary_flag varchar(1), status varchar(1) not null,
  location varchar(40), orig_system_reference varchar(240), org_id numeric(15),
  creation_date timestamp(0), created_by numeric(15), last_update_date timestamp(0), last_updated_by numeric(15), last_update_login numeric(15),
  program_application_id numeric(15), program_id numeric(15), program_update_date timestamp(0), request_id numeric(15));
create index hz_cust_site_uses_n1 on hz_cust_site_uses_all (cust_acct_site_id);
create table hz_cust_profile_classes (profile_class_id numeric(15) primary key, name varchar(30) not null, status varchar(1));
create table hz_customer_profiles (
  cust_account_profile_id numeric(15) primary key, cust_account_id numeric(15) not null, profile_class_id numeric(15), standard_terms numeric(15), status varchar(1),
  creation_date timestamp(0), created_by numeric(15), last_update_date timestamp(0), last_updated_by numeric(15), last_update_login numeric(15),
  program_application_id numeric(15), program_id numeric(15), program_update_date timestamp(0), request_id numeric(15));
create index hz_customer_profiles_n1 on hz_customer_profiles (cust_account_id);
create table hz_contact_points (
  contact_point_id numeric(15) primary key, contact_point_type varchar(30) not null, owner_table_name varchar(30), owner_table_id numeric(15),
  phone_number varchar(40), phone_line_type varchar(30), orig_system_reference varchar(240), status varchar(30),
  creation_date timestamp(0), created_by numeric(15), last_update_date timestamp(0), last_updated_by numeric(15), last_update_login numeric(15),
  program_application_id numeric(15), program_id numeric(15), program_update_date timestamp(0), request_id numeric(15));
create index hz_contact_points_n1 on hz_contact_points (owner_table_id);

create table ra_customers_interface_all (
  orig_system_customer_ref varchar(240), site_use_code varchar(30), orig_system_address_ref varchar(240), org_id numeric(15), insert_update_flag varchar(1),
  customer_name varchar(360), customer_number varchar(30), customer_status varchar(1), customer_type varchar(25), customer_class_code varchar(30),
  customer_category_code varchar(30), customer_name_phonetic varchar(320), cust_tax_reference varchar(50), person_flag varchar(1),
  primary_site_use_flag varchar(1), location varchar(40), address1 varchar(240), address2 varchar(240), address3 varchar(240), address4 varchar(240),
  city varchar(60), state varchar(60), province varchar(60), county varchar(60), postal_code varchar(60), country varchar(60),
  interface_status varchar(240), message_text varchar(2000), validated_flag varchar(1), warning_text varchar(2000),
  customer_attribute1 varchar(150), customer_attribute2 varchar(150), customer_attribute3 varchar(150), customer_attribute4 varchar(150),
  customer_attribute5 varchar(150), customer_attribute6 varchar(150), customer_attribute7 varchar(150), customer_attribute8 varchar(150),
  customer_attribute9 varchar(150), customer_attribute10 varchar(150), customer_attribute11 varchar(150), customer_attribute12 varchar(150),
  customer_attribute13 varchar(150), customer_attribute14 varchar(150), customer_attribute15 varchar(150),
  creation_date timestamp(0) not null, created_by numeric not null, last_update_date timestamp(0) not null, last_updated_by numeric not null,
  last_update_login numeric, program_application_id numeric, program_id numeric, program_update_date timestamp(0), request_id numeric);
create index ra_customers_interface_n1 on ra_customers_interface_all (orig_system_customer_ref);
create index ra_customers_interface_n2 on ra_customers_interface_all (request_id);
create table ra_customer_profiles_int_all (
  orig_system_customer_ref varchar(240), orig_system_address_ref varchar(240), org_id numeric(15), insert_update_flag varchar(1),
  customer_profile_class_name varchar(30), standard_term_name varchar(15), currency_code varchar(15), credit_hold varchar(1), interface_status varchar(240),
  message_text varchar(2000), validated_flag varchar(1),
  creation_date timestamp(0) not null, created_by numeric not null, last_update_date timestamp(0) not null, last_updated_by numeric not null,
  last_update_login numeric, program_application_id numeric, program_id numeric, program_update_date timestamp(0), request_id numeric);
create index ra_customer_profiles_int_n1 on ra_customer_profiles_int_all (orig_system_customer_ref);
create index ra_customer_profiles_int_n2 on ra_customer_profiles_int_all (request_id);
create table ra_contact_phones_int_all (
  orig_system_customer_ref varchar(240), orig_system_address_ref varchar(240), orig_system_contact_ref varchar(240), orig_system_telephone_ref varchar(240),
  org_id numeric(15), insert_update_flag varchar(1), telephone varchar(25), telephone_type varchar(30), interface_status varchar(240), message_text varchar(2000),
  validated_flag varchar(1),
  creation_date timestamp(0) not null, created_by numeric not null, last_update_date timestamp(0) not null, last_updated_by numeric not null,
  last_update_login numeric, program_application_id numeric, program_id numeric, program_update_date timestamp(0), request_id numeric);
create index ra_contact_phones_int_n1 on ra_contact_phones_int_all (orig_system_customer_ref);
create index ra_contact_phones_int_n2 on ra_contact_phones_int_all (request_id);

create sequence mtl_system_items_b_s start 100001;
create sequence mtl_system_items_interface_s start 1;
create table mtl_system_items_b (
  inventory_item_id numeric not null, organization_id numeric not null, segment1 varchar(40), description varchar(240), primary_uom_code varchar(3),
  primary_unit_of_measure varchar(25), inventory_item_status_code varchar(10) not null, item_type varchar(30), enabled_flag varchar(1) not null,
  customer_order_enabled_flag varchar(1) not null,
  attribute1 varchar(240), attribute2 varchar(240), attribute3 varchar(240), attribute4 varchar(240), attribute5 varchar(240),
  attribute6 varchar(240), attribute7 varchar(240), attribute8 varchar(240), attribute9 varchar(240), attribute10 varchar(240),
  attribute11 varchar(240), attribute12 varchar(240), attribute13 varchar(240), attribute14 varchar(240), attribute15 varchar(240),
  creation_date timestamp(0), created_by numeric(15), last_update_date timestamp(0), last_updated_by numeric(15), last_update_login numeric(15),
  program_application_id numeric(15), program_id numeric(15), program_update_date timestamp(0), request_id numeric(15),
  primary key (inventory_item_id, organization_id));
create index mtl_system_items_b_n1 on mtl_system_items_b (organization_id, segment1);
create table mtl_system_items_tl (
  inventory_item_id numeric not null, organization_id numeric not null, language varchar(4) not null, source_lang varchar(4) not null,
  description varchar(240), long_description varchar(4000), primary key (inventory_item_id, organization_id, language));
create table mtl_system_items_interface (
  inventory_item_id numeric, organization_id numeric, organization_code varchar(3), segment1 varchar(40), item_number varchar(700), description varchar(240),
  long_description varchar(4000), primary_uom_code varchar(3), primary_unit_of_measure varchar(25), inventory_item_status_code varchar(10), item_type varchar(30),
  template_id numeric, template_name varchar(30), process_flag numeric, transaction_type varchar(10), transaction_id numeric, set_process_id numeric not null default 0,
  attribute1 varchar(240), attribute2 varchar(240), attribute3 varchar(240), attribute4 varchar(240), attribute5 varchar(240),
  attribute6 varchar(240), attribute7 varchar(240), attribute8 varchar(240), attribute9 varchar(240), attribute10 varchar(240),
  attribute11 varchar(240), attribute12 varchar(240), attribute13 varchar(240), attribute14 varchar(240), attribute15 varchar(240),
  creation_date timestamp(0), created_by numeric, last_update_date timestamp(0), last_updated_by numeric, last_update_login numeric,
  program_application_id numeric, program_id numeric, program_update_date timestamp(0), request_id numeric);
create index mtl_system_items_interface_n1 on mtl_system_items_interface (segment1);
create index mtl_system_items_interface_n2 on mtl_system_items_interface (set_process_id, process_flag);
create table mtl_interface_errors (
  organization_id numeric, unique_id numeric, transaction_id numeric, table_name varchar(30), message_name varchar(30), column_name varchar(32),
  error_message varchar(2000), creation_date timestamp(0), created_by numeric, last_update_date timestamp(0), last_updated_by numeric, last_update_login numeric,
  program_application_id numeric, program_id numeric, program_update_date timestamp(0), request_id numeric);
create index mtl_interface_errors_n1 on mtl_interface_errors (transaction_id);
