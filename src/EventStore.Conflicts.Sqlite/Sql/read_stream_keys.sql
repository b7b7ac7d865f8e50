SELECT e.version, e.event_id, e.type_id, e.recorded_at
FROM events e
WHERE e.stream_id = (SELECT id FROM streams WHERE name = $name) AND e.version BETWEEN $first AND $last
ORDER BY e.version
LIMIT $count
