-- The retail office's tables as mappings/systems/crude-retail/README.md describes them.
create table if not exists retail_customer (
  cust_cd varchar(20) primary key,
  cust_nm varchar(200) not null,
  cust_nm_en varchar(200),
  cust_type char(1),
  tax_no varchar(30),
  status varchar(10),
  pay_mode varchar(20),
  tel varchar(40),
  addr varchar(240),
  city varchar(60),
  zip varchar(10),
  province varchar(60),
  credit_memo text,
  created_at timestamptz,
  ts bigint,
  updated_at timestamptz not null
);
create index if not exists retail_customer_updated on retail_customer (updated_at, cust_cd);

create table if not exists retail_order (
  order_no varchar(20) primary key,
  order_type varchar(10),
  order_dt varchar(10) not null,
  plan_dt varchar(10),
  contract_no varchar(50),
  po_no varchar(50),
  station_cd varchar(10),
  cust_cd varchar(20) not null,
  cust_nm varchar(200),
  receiver varchar(200),
  deliv_addr varchar(240),
  deliv_city varchar(60),
  deliv_zip varchar(10),
  deliv_prov varchar(60),
  sales_man varchar(40),
  pay_mode varchar(20),
  total_amt numeric(18,2),
  freight_amt numeric(18,2),
  freight_memo varchar(200),
  order_status varchar(10) not null,
  remark varchar(500),
  operator_memo text,
  created_at timestamptz,
  ts bigint,
  updated_at timestamptz not null
);
create index if not exists retail_order_updated on retail_order (updated_at, order_no);

create table if not exists retail_order_line (
  order_no varchar(20) not null references retail_order,
  line_no integer not null,
  oil_cd varchar(20) not null,
  oil_nm varchar(100),
  gross_ton numeric(18,4),
  net_ton numeric(18,4) not null,
  price numeric(18,4) not null,
  plan_dt varchar(10),
  depot_cd varchar(10),
  line_memo varchar(500),
  primary key (order_no, line_no)
);

create table if not exists erp_order_status (
  order_no varchar(20) primary key,
  erp_order_no varchar(50),
  status varchar(20) not null,
  status_at timestamptz not null,
  messages varchar(4000)
);
