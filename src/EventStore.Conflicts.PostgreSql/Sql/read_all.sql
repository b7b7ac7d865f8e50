-- Only what lies before the oldest transaction that still runs: nothing can appear there any more. Bound, rows and snapshot are those of one statement.
-- Large contents are left out, and read by themselves; the size of what is stored apart is known without fetching it.
WITH bound AS MATERIALIZED (
    SELECT s.epoch AS bound_epoch, pg_snapshot_xmin(pg_current_snapshot()) AS bound_transaction FROM {schema}.store s
)
SELECT epoch, transaction_id, sequence, stream_id, version, event_id, type_id, recorded_at, decided_at, size,
    CASE WHEN size <= $5 THEN data END, CASE WHEN size <= $5 THEN metadata END,
    (SELECT bound_epoch FROM bound), (SELECT bound_transaction FROM bound)
FROM {schema}.events, LATERAL (SELECT octet_length(data) + coalesce(octet_length(metadata), 0) AS size) measured
WHERE (epoch, transaction_id, sequence) > ($1, $2, $3)
    AND (epoch, transaction_id) < ((SELECT bound_epoch FROM bound), (SELECT bound_transaction FROM bound))
ORDER BY epoch, transaction_id, sequence
LIMIT $4
