-- Dropped events whose stream or type has no name, or that are in a stream all the same.
SELECT d.event_id AS id, e.position AS position
FROM dropped_events d
LEFT JOIN streams s ON s.id = d.stream_id
LEFT JOIN event_types t ON t.id = d.type_id
LEFT JOIN events e ON e.event_id = d.event_id
WHERE s.id IS NULL OR t.id IS NULL OR e.position IS NOT NULL
LIMIT 100
