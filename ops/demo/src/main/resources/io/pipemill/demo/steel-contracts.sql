-- The steel sales company's tables as mappings/systems/steel-contracts/README.md describes them.
create table if not exists steel_customer (
  cust_id bigint primary key,
  cust_no varchar(20) not null unique,
  cust_name varchar(120) not null,
  cust_name_en varchar(120),
  tax_reg_no varchar(30),
  phone varchar(40),
  currency char(3),
  pay_term char(2),
  reg_addr varchar(240),
  reg_city varchar(60),
  reg_zip varchar(10),
  ship_addr varchar(240),
  ship_city varchar(60),
  ship_zip varchar(10),
  country char(2),
  remark varchar(500),
  credit_class char(1),
  del_flag char(1) not null,
  create_time timestamp,
  update_time timestamp not null
);
create index if not exists steel_customer_updated on steel_customer (update_time, cust_id);

create table if not exists steel_material (
  mat_id bigint primary key,
  mat_code varchar(30) not null unique,
  mat_name varchar(120) not null,
  mat_name_en varchar(120),
  variety char(2),
  steel_grade varchar(40),
  spec varchar(60),
  base_uom varchar(2) not null,
  density numeric(8,4),
  del_flag char(1) not null,
  create_time timestamp,
  update_time timestamp not null
);
create index if not exists steel_material_updated on steel_material (update_time, mat_id);

create table if not exists steel_contract (
  contract_id bigint primary key,
  contract_no varchar(30) not null unique,
  contract_kind char(1) not null,
  sign_date char(8) not null,
  deliv_date char(8),
  frame_no varchar(50),
  cust_po varchar(50),
  sales_org char(4),
  cust_no varchar(20) not null,
  cust_name varchar(120),
  consignee_no varchar(20),
  consignee varchar(120),
  consignee_addr varchar(240),
  payer_no varchar(20),
  payer varchar(120),
  salesman varchar(40),
  price_book varchar(60),
  currency char(3) not null,
  pay_term char(2),
  total_amt numeric(18,2),
  tax_flag char(1) not null,
  tax_rate numeric(5,2),
  appr_status char(1) not null,
  appr_by varchar(40),
  del_flag char(1) not null,
  remark varchar(500),
  create_time timestamp,
  update_time timestamp not null
);
create index if not exists steel_contract_updated on steel_contract (update_time, contract_id);

create table if not exists steel_contract_item (
  item_id bigint primary key,
  contract_id bigint not null references steel_contract,
  seq_no integer not null,
  mat_code varchar(30) not null,
  mat_name varchar(120),
  cust_mat_no varchar(60),
  spec varchar(60),
  steel_grade varchar(40),
  weight_kg numeric(18,0) not null,
  theo_kg numeric(18,3),
  price_t numeric(18,2) not null,
  amount numeric(18,2),
  deliv_date char(8),
  promise_date char(8),
  wh_code char(4),
  remark varchar(500),
  del_flag char(1) not null
);
create index if not exists steel_contract_item_contract on steel_contract_item (contract_id);

create table if not exists steel_price_adj (
  adj_id bigint primary key,
  contract_id bigint not null references steel_contract,
  adj_type char(2) not null,
  adj_rate numeric(9,4),
  adj_amt numeric(18,2),
  adj_reason varchar(200)
);
create index if not exists steel_price_adj_contract on steel_price_adj (contract_id);

create table if not exists erp_order_status (
  order_no varchar(30) primary key,
  erp_order_no varchar(50),
  status char(2) not null,
  status_at timestamp with time zone not null,
  messages varchar(4000)
);
