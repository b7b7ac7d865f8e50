SELECT d.event_id AS eventid, s.name AS stream, d.version, t.name AS type, d.recorded_at AS recordedat
FROM {schema}.dropped_events d
LEFT JOIN {schema}.streams s ON s.id = d.stream_id
LEFT JOIN {schema}.event_types t ON t.id = d.type_id
WHERE @after::uuid IS NULL OR d.event_id > @after
ORDER BY d.event_id
LIMIT @count
