SELECT e.position, e.version, e.event_id, e.type_id, e.recorded_at, e.decided_at, e.data, e.metadata, e.stream_id
FROM events e
WHERE e.position > $after AND e.position <= $last
ORDER BY e.position
LIMIT $count
