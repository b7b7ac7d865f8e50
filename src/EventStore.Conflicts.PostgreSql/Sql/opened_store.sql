-- The mark changes when the row is written anew: by a restore, or when the epoch moves. What a store remembers of numbers and names is then no longer true.
-- Whether the ids of transactions began again since the last event was written: it would be of a transaction that is yet to come.
-- Whether the server took over from another one since the epoch began, or was recovered to a point in time.
SELECT s.id, s.epoch_id AS epochid, s.epoch_id || '/' || s.xmin AS mark, s.version, s.epoch, {schema}.system_id() AS systemid,
    EXISTS (SELECT FROM {schema}.events e WHERE (e.epoch, e.transaction_id) >= (s.epoch, pg_snapshot_xmax(pg_current_snapshot()))) AS isrestored,
    coalesce({schema}.timeline() <> s.timeline, false) AS ispromoted
FROM {schema}.store s
WHERE s.only_row
