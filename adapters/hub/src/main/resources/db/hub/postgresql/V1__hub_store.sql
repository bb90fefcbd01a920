-- The hub store. Hot tables are written in bulk, one transaction per batch; what never changes after its insert is kept apart from what does.

create table flow (
  id integer primary key,
  system varchar(100) not null,
  document varchar(100) not null,          -- sales-order/v1
  unique (system, document)
);

-- One row per thing that is read: where it stands, who may move it (fencing epoch), and how much was read at the cursor.
create table source_position (
  flow_id integer primary key references flow,
  position varchar(4000) not null,
  epoch bigint not null,
  node varchar(200) not null,
  read_total bigint not null,
  moved_at timestamptz not null
);

-- Every mapping version ever used, so that 'explain' runs the version of that time.
create table mapping_version (
  version varchar(16) primary key,
  flow_id integer not null references flow,
  bundle bytea not null,
  first_used_at timestamptz not null
);

create sequence batch_seq;
-- The documents of a batch pass the intake stages together: their times stand here once.
create table batch (
  id bigint primary key,
  flow_id integer not null references flow,
  origin varchar(10) not null,             -- live, sweep, created, answer, replay
  mapping_version varchar(16),
  documents integer not null,
  received_at timestamptz not null,
  mapped_at timestamptz not null,
  validated_at timestamptz not null,
  deduplicated_at timestamptz not null,
  routed_at timestamptz not null
);

-- Payloads of up to 50 documents, compressed together (zstd); part 'r' as received, 'm' as mapped.
create table payload (
  batch_id bigint not null,
  part char(1) not null,
  chunk integer not null,
  flow_id integer not null,
  stored_at timestamptz not null,
  content bytea not null,
  primary key (batch_id, part, chunk)
);
alter table payload alter column content set storage external;

create table document (
  id uuid primary key,
  flow_id integer not null,
  batch_id bigint not null,
  slot integer not null,                   -- place in the batch, and so in its payload chunks
  source_key varchar(400) not null,
  source_version varchar(200) not null,
  business_key varchar(200),
  version bigint not null,
  verb varchar(12) not null,
  event_time timestamptz not null,
  correlation_id uuid not null,
  cause uuid,
  mapping_version varchar(16),
  fingerprint bytea,
  state varchar(14) not null,              -- routed: see its deliveries; rejected, held, filtered, superseded: as it says
  reason varchar(200),
  worth numeric,
  worth_currency varchar(3),
  tonnes numeric,
  revision integer not null default 0,     -- raised by every replay or edit
  replay_batch_id bigint,                  -- where the payload of the last replay stands
  replay_slot integer
);
create index document_batch on document (batch_id);
create index document_waiting on document (flow_id, business_key) where state in ('rejected', 'held');

create table document_key (
  key_value varchar(200) not null,
  key_type varchar(60) not null,
  document_id uuid not null
);
create index document_key_value on document_key (key_value);

-- The last version of every key the sources were read at; a re-read and a deletion are recognised here.
create table source_key (
  flow_id integer not null,
  source_key varchar(400) collate "C" not null,
  source_version varchar(200) not null,
  document_id uuid not null,
  deleted boolean not null default false,
  primary key (flow_id, source_key)
) with (fillfactor = 80);

-- The last version of every business object that was routed.
create table subject (
  flow_id integer not null,
  business_key varchar(200) collate "C" not null,
  version bigint not null,
  fingerprint bytea,
  document_id uuid,
  primary key (flow_id, business_key)
) with (fillfactor = 80);

create sequence outbox_seq;
create table outbox (
  id bigint primary key,
  target varchar(100) not null,
  document varchar(100) not null,
  state varchar(10) not null,              -- pending, open (an attempt lives), sent (waits for the target's answer), done
  deliveries integer not null,
  attempts integer not null default 0,
  next_attempt_at timestamptz not null,
  created_at timestamptz not null,
  error_code varchar(40),
  error_message varchar(4000)
) with (fillfactor = 70);
create index outbox_open on outbox (target, state, next_attempt_at) where state <> 'done';

create sequence delivery_seq;
create table delivery (
  id bigint primary key,                   -- rising in the order of reading: the order of a key
  document_id uuid not null,
  target varchar(100) not null,
  outbox_id bigint not null,
  order_key bigint not null,               -- hash of target, flow and business key; a collision only orders more than needed
  state varchar(14) not null,              -- routed, sent, held, in-doubt, delivered, rejected, dead-lettered, superseded, filtered
  reason varchar(200),
  target_reference varchar(200),
  attempt_id uuid,
  ended_at timestamptz
) with (fillfactor = 80);
create index delivery_document on delivery (document_id);
create index delivery_outbox on delivery (outbox_id);
create index delivery_unfinished on delivery (order_key, id) where state in ('routed', 'sent', 'held', 'in-doubt', 'rejected', 'dead-lettered');

create table attempt (
  id uuid primary key,
  outbox_id bigint not null,
  target varchar(100) not null,
  node varchar(200) not null,
  boot_id uuid not null,
  state varchar(10) not null,              -- open, committed, failed, never, in-doubt
  delivery_ids bigint[] not null,
  request_id varchar(100),
  answered boolean not null default false,
  started_at timestamptz not null,
  ended_at timestamptz,
  error_code varchar(40),
  error_message varchar(4000)
);
create index attempt_live on attempt (target, state) where state in ('open', 'in-doubt') or (state = 'committed' and not answered);
create index attempt_outbox on attempt (outbox_id);

-- What is wrong with a document, one row per violation; kept after it was mended.
create table problem (
  document_id uuid not null,
  revision integer not null,
  seq integer not null,
  code varchar(40) not null,
  kind varchar(20) not null,
  field varchar(400),
  value varchar(400),
  expected varchar(1000),
  place varchar(1000),
  message varchar(4000) not null,
  primary key (document_id, revision, seq)
);
create index problem_cause on problem (code, field);

-- What happened to a document beyond its batch: answers, retries, replays, edits, releases.
create table event (
  document_id uuid not null,
  at timestamptz not null,
  stage varchar(20) not null,
  actor varchar(100) not null,
  code varchar(40),
  message varchar(4000) not null,
  delivery_id bigint
);
create index event_document on event (document_id);

-- What a held document waits for.
create table hold (
  document_id uuid not null,
  master varchar(40) not null,
  code varchar(200) not null,
  primary key (document_id, master, code)
);
create index hold_master on hold (master, code);

-- Which master objects a target knows, with its own reference.
create table crosswalk (
  target varchar(100) not null,
  list varchar(60) not null,
  code varchar(200) not null,
  reference varchar(200) not null,
  primary key (target, list, code)
);

-- What operators have stopped, and the database each target was bound to.
create table target_state (
  target varchar(100) primary key,
  held boolean not null default false,
  held_reason varchar(400),
  identity varchar(400)
);
create table source_state (
  system varchar(100) primary key,
  held boolean not null default false,
  held_reason varchar(400)
);
