-- A page: so many events and bytes at most, but one event at least. The size of what is stored apart is known without fetching it.
SELECT epoch, transaction_id, sequence, stream_id, version, event_id, type_id, recorded_at, decided_at, data, metadata,
    (SELECT max(last.version) FROM {schema}.events last WHERE last.stream_id = (SELECT id FROM {schema}.streams WHERE name = $1))
FROM (
    SELECT *, sum(octet_length(data) + coalesce(octet_length(metadata), 0)) OVER (ORDER BY version DESC ROWS UNBOUNDED PRECEDING) AS size
    FROM {schema}.events
    WHERE stream_id = (SELECT id FROM {schema}.streams WHERE name = $1) AND version BETWEEN $2 AND $3
    ORDER BY version DESC
    LIMIT $4
) page
WHERE size - octet_length(data) - coalesce(octet_length(metadata), 0) < $5
ORDER BY version DESC
