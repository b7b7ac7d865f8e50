SELECT e.position, e.version, e.event_id, e.type_id, e.recorded_at, e.decided_at, e.data, e.metadata, s.name
FROM events e
JOIN streams s ON s.id = e.stream_id
WHERE e.position > $after AND e.position <= $last
ORDER BY e.position
LIMIT $count
