-- Only what lies before the oldest transaction that still runs: nothing can appear there any more. Bound, rows and snapshot are those of one statement.
SELECT epoch, transaction_id, sequence, stream_id, version, event_id, type_id, recorded_at, decided_at, data, metadata, end_epoch, end_transaction
FROM (
    SELECT e.*, bound.*, sum(octet_length(data) + coalesce(octet_length(metadata), 0))
        OVER (ORDER BY e.epoch, e.transaction_id, e.sequence ROWS UNBOUNDED PRECEDING) AS size
    FROM (
        SELECT coalesce($4, s.epoch) AS end_epoch, coalesce($5, pg_snapshot_xmin(pg_current_snapshot())) AS end_transaction
        FROM {schema}.store s
    ) bound
    JOIN {schema}.events e ON (e.epoch, e.transaction_id, e.sequence) > ($1, $2, $3) AND (e.epoch, e.transaction_id) < (end_epoch, end_transaction)
    ORDER BY e.epoch, e.transaction_id, e.sequence
    LIMIT $6
) page
WHERE size - octet_length(data) - coalesce(octet_length(metadata), 0) < $7
ORDER BY epoch, transaction_id, sequence
