-- Whether the ids of transactions began again since the last event was written: it would be of a transaction that is yet to come.
SELECT s.id, s.version, s.epoch,
    EXISTS (SELECT FROM {schema}.events e WHERE (e.epoch, e.transaction_id) >= (s.epoch, pg_snapshot_xmax(pg_current_snapshot()))) AS restored
FROM {schema}.store s
WHERE s.only_row
