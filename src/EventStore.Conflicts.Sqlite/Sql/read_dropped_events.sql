-- The columns of find_event_key, and the id.
SELECT s.name, d.version, t.name, d.recorded_at, NULL, d.event_id
FROM dropped_events d
LEFT JOIN streams s ON s.id = d.stream_id
LEFT JOIN event_types t ON t.id = d.type_id
WHERE d.event_id > $after
ORDER BY d.event_id
LIMIT $count
