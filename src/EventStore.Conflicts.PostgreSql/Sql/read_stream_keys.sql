SELECT e.version, e.event_id, t.name, e.recorded_at
FROM {schema}.events e
JOIN {schema}.event_types t ON t.id = e.type_id
WHERE e.stream_id = (SELECT id FROM {schema}.streams WHERE name = @stream) AND e.version BETWEEN @first AND @last
ORDER BY e.version
LIMIT @count
