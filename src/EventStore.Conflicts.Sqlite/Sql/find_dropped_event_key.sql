-- The columns of find_event_key; what is in no stream has no position.
SELECT s.name, d.version, t.name, d.recorded_at, NULL
FROM dropped_events d
LEFT JOIN streams s ON s.id = d.stream_id
LEFT JOIN event_types t ON t.id = d.type_id
WHERE d.event_id = $event_id
