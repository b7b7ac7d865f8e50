-- What is known by some ids, and the version of a stream, all at one moment.
SELECT known.event_id AS eventid, s.name AS stream, known.version, t.name AS type, known.recorded_at AS recordedat, known.epoch, known.transaction_id AS transactionid, known.sequence,
    (SELECT max(last.version) FROM {schema}.events last JOIN {schema}.streams ON streams.id = last.stream_id WHERE streams.name = @stream) AS head
FROM (
    SELECT e.event_id, e.stream_id, e.version, e.type_id, e.recorded_at, e.epoch, e.transaction_id, e.sequence
    FROM {schema}.events e WHERE e.event_id = ANY (@ids)
    UNION ALL
    SELECT d.event_id, d.stream_id, d.version, d.type_id, d.recorded_at, NULL, NULL, NULL
    FROM {schema}.dropped_events d WHERE d.event_id = ANY (@ids) AND NOT EXISTS (SELECT FROM {schema}.events e WHERE e.event_id = d.event_id)
) known
LEFT JOIN {schema}.streams s ON s.id = known.stream_id
LEFT JOIN {schema}.event_types t ON t.id = known.type_id
