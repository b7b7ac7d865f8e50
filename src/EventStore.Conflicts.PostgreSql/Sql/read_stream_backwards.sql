-- Large contents are left out, and read by themselves; the size of what is stored apart is known without fetching it.
SELECT epoch, transaction_id, sequence, stream_id, version, event_id, type_id, recorded_at, decided_at, size,
    CASE WHEN size <= $5 THEN data END, CASE WHEN size <= $5 THEN metadata END,
    (SELECT max(last.version) FROM {schema}.events last WHERE last.stream_id = (SELECT id FROM {schema}.streams WHERE name = $1))
FROM {schema}.events, LATERAL (SELECT octet_length(data) + coalesce(octet_length(metadata), 0) AS size) measured
WHERE stream_id = (SELECT id FROM {schema}.streams WHERE name = $1) AND version BETWEEN $2 AND $3
ORDER BY version DESC
LIMIT $4
