-- The list in which a value was not found: with it, documents can be counted by missing code.
alter table problem add column code_list varchar(200);
update problem set code_list = substring(message from ' is not in code list ([^,;]+)[,;]') where code = 'MAP-103';
update problem set code_list = substring(message from ' has no entry in crosswalk ([^;]+);') where code = 'MAP-105';
update problem set code_list = substring(message from '\.code: (customer|item) ''') where code = 'MAP-112';
-- the documents that wait for a value
create index problem_missing on problem (code_list, value) where code_list is not null;

-- Entries of code lists that somebody confirmed while the nodes run. Never changed; withdrawn ones stay.
create sequence confirmed_code_seq;
create table confirmed_code (
  id bigint primary key,
  system varchar(100) not null,
  code_list varchar(200) not null,
  source varchar(400) not null,
  canonical varchar(400) not null,
  valid_from date,                         -- null: for documents of any date
  owner varchar(100) not null,
  note varchar(1000) not null,
  confirmed_by varchar(100) not null,
  confirmed_at timestamptz not null,
  withdrawn_by varchar(100),
  withdrawn_at timestamptz
);
create unique index confirmed_code_once on confirmed_code (system, code_list, source, coalesce(valid_from, date '-infinity'))
  where withdrawn_at is null;

-- Raised with every change of them, so that each node on this store sees that there is one; its row lock puts changes in order.
create table codes_version (
  id integer primary key check (id = 1),
  version bigint not null
);
insert into codes_version values (1, 0);

-- Who looks after a value that nobody knows yet.
create table code_owner (
  system varchar(100) not null,
  code_list varchar(200) not null,
  value varchar(400) not null,
  owner varchar(100) not null,
  assigned_by varchar(100) not null,
  assigned_at timestamptz not null,
  primary key (system, code_list, value)
);
