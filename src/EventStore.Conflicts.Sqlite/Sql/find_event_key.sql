SELECT s.name, e.version, t.name, e.recorded_at, e.position
FROM events e
LEFT JOIN streams s ON s.id = e.stream_id
LEFT JOIN event_types t ON t.id = e.type_id
WHERE e.event_id = $event_id
