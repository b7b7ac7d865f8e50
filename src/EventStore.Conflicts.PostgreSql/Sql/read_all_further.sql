-- Further pages of what read_all began: up to the same bound, below which nothing changes any more.
-- Large contents are left out, and read by themselves; the size of what is stored apart is known without fetching it.
SELECT epoch, transaction_id, sequence, stream_id, version, event_id, type_id, recorded_at, decided_at, size,
    CASE WHEN size <= $7 THEN data END, CASE WHEN size <= $7 THEN metadata END
FROM {schema}.events, LATERAL (SELECT octet_length(data) + coalesce(octet_length(metadata), 0) AS size) measured
WHERE (epoch, transaction_id, sequence) > ($1, $2, $3) AND (epoch, transaction_id) < ($4, $5)
ORDER BY epoch, transaction_id, sequence
LIMIT $6
