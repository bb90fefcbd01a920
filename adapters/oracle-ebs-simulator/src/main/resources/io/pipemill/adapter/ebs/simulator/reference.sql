-- Reference data of the simulated EBS: names, ids and widths as in R12; only what orders, customers and items need.
-- Oracle's NUMBER(n) is numeric(n), DATE is timestamp(0), VARCHAR2(n) is varchar(n). Names are lower case, as PostgreSQL folds them.
create table pipemill_simulator (installed_at timestamptz not null default now(), note text not null default 'SIMULATED: not an Oracle E-Business Suite');
insert into pipemill_simulator default values;

-- a view in EBS
create table hr_operating_units (
  organization_id numeric(15) primary key, business_group_id numeric(15), name varchar(240) not null, short_code varchar(150), date_from timestamp(0), date_to timestamp(0));
create table mtl_parameters (
  organization_id numeric primary key, organization_code varchar(3), master_organization_id numeric not null);
create table oe_sys_parameters_all (
  sys_parameter_id numeric primary key, org_id numeric, parameter_code varchar(80) not null, parameter_value varchar(240));
create table oe_order_sources (
  order_source_id numeric not null, name varchar(240) not null, description varchar(240), enabled_flag varchar(1) not null);
create unique index oe_order_sources_u1 on oe_order_sources (order_source_id);
create table oe_transaction_types_all (
  transaction_type_id numeric primary key, transaction_type_code varchar(30) not null, order_category_code varchar(30), org_id numeric,
  start_date_active timestamp(0), end_date_active timestamp(0), price_list_id numeric);
create table oe_transaction_types_tl (
  transaction_type_id numeric not null, language varchar(4) not null, source_lang varchar(4) not null, name varchar(30) not null, description varchar(240),
  primary key (transaction_type_id, language));
create index oe_transaction_types_tl_n1 on oe_transaction_types_tl (name);
create table qp_list_headers_b (
  list_header_id numeric primary key, list_type_code varchar(30) not null, currency_code varchar(30), active_flag varchar(1),
  start_date_active timestamp(0), end_date_active timestamp(0), orig_org_id numeric(15));
create table qp_list_headers_tl (
  list_header_id numeric not null, language varchar(4) not null, source_lang varchar(4) not null, name varchar(240) not null, description varchar(2000),
  primary key (list_header_id, language));
create view qp_list_headers as select b.list_header_id, b.list_type_code, b.currency_code, b.active_flag, t.name, t.description
  from qp_list_headers_b b join qp_list_headers_tl t on t.list_header_id = b.list_header_id and t.language = 'US';
create table ra_terms_b (term_id numeric(15) primary key, base_amount numeric, in_use varchar(1));
create table ra_terms_tl (
  term_id numeric(15) not null, language varchar(4) not null, source_lang varchar(4) not null, name varchar(15) not null, description varchar(240), primary key (term_id, language));
create table jtf_rs_salesreps (
  salesrep_id numeric(15) primary key, salesrep_number varchar(30), name varchar(240), status varchar(30), org_id numeric(15));
create table mtl_units_of_measure_tl (
  unit_of_measure varchar(25) not null, uom_code varchar(3) not null, uom_class varchar(10) not null, base_uom_flag varchar(1), disable_date timestamp(0),
  language varchar(4) not null, source_lang varchar(4) not null, description varchar(50), primary key (unit_of_measure, language));
create index mtl_units_of_measure_tl_n1 on mtl_units_of_measure_tl (uom_code);
create table fnd_currencies (currency_code varchar(15) primary key, enabled_flag varchar(1) not null, precision numeric(1));
create table fnd_territories (territory_code varchar(2) primary key);

create sequence fnd_concurrent_requests_s start 5000001;
create table fnd_application (application_id numeric primary key, application_short_name varchar(50) not null);
create table fnd_concurrent_programs (
  application_id numeric(15) not null, concurrent_program_id numeric(15) not null, concurrent_program_name varchar(30) not null, enabled_flag varchar(1) not null,
  primary key (application_id, concurrent_program_id));
create table fnd_concurrent_requests (
  request_id numeric(15) not null, last_update_date timestamp(0) not null, last_updated_by numeric(15) not null, request_date timestamp(0) not null,
  requested_by numeric(15) not null, phase_code varchar(1) not null, status_code varchar(1) not null, priority numeric(15) not null,
  requested_start_date timestamp(0) not null, hold_flag varchar(1) not null, has_sub_request varchar(1), is_sub_request varchar(1),
  program_application_id numeric(15) not null, concurrent_program_id numeric(15) not null, number_of_arguments numeric(3) not null,
  nls_language varchar(30), nls_territory varchar(30), parent_request_id numeric(15), controlling_manager numeric(15),
  actual_start_date timestamp(0), actual_completion_date timestamp(0), completion_text varchar(240), description varchar(240), argument_text varchar(240),
  argument1 varchar(240), argument2 varchar(240), argument3 varchar(240), argument4 varchar(240), argument5 varchar(240), argument6 varchar(240),
  argument7 varchar(240), argument8 varchar(240), argument9 varchar(240), argument10 varchar(240), argument11 varchar(240), argument12 varchar(240),
  argument13 varchar(240), argument14 varchar(240), argument15 varchar(240), org_id numeric(15));
create unique index fnd_concurrent_requests_u1 on fnd_concurrent_requests (request_id);
create index fnd_concurrent_requests_n7 on fnd_concurrent_requests (phase_code, status_code);
create index fnd_concurrent_requests_n3 on fnd_concurrent_requests (parent_request_id);

insert into fnd_application values (660, 'ONT'), (222, 'AR'), (401, 'INV');
insert into fnd_concurrent_programs values (660, 40001, 'OEOIMP', 'Y'), (222, 40002, 'RACUST', 'Y'), (401, 40003, 'INCOIN', 'Y');
