-- What people decided about codes of the same customer, or item, in two systems. Never deleted: a later decision, or a withdrawal, ends one.
create sequence crosswalk_pair_seq;
create table crosswalk_pair (
  id bigint primary key,
  document varchar(100) not null,          -- customer, item
  system_a varchar(100) not null,
  code_a varchar(200) not null,
  system_b varchar(100) not null,          -- system_a < system_b
  code_b varchar(200) not null,
  state varchar(10) not null,              -- accepted, refused
  score numeric,                           -- of the proposal it was; null for a pair a person named
  reason varchar(20),
  note varchar(1000) not null,
  decided_by varchar(100) not null,
  decided_at timestamptz not null,
  ended_by varchar(100),
  ended_at timestamptz,
  check (system_a collate "C" < system_b)
);
create unique index crosswalk_pair_once on crosswalk_pair (document, system_a, code_a, system_b, code_b) where ended_at is null;
create index crosswalk_pair_b on crosswalk_pair (document, system_b, code_b) where ended_at is null;
