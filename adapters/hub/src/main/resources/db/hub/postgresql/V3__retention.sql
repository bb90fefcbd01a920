-- When the payload of a document was purged, its retention being over; its row, keys, fingerprint, problems and events stay.
alter table document add column purged_at timestamptz;
create index document_replayed on document (replay_batch_id) where replay_batch_id is not null;
