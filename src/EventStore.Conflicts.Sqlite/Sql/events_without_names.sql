-- Events whose stream or type has no name.
SELECT e.position
FROM events e
LEFT JOIN streams s ON s.id = e.stream_id
LEFT JOIN event_types t ON t.id = e.type_id
WHERE s.id IS NULL OR t.id IS NULL
LIMIT 100
