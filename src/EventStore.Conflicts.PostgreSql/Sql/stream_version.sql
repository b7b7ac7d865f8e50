SELECT coalesce(max(version), 0) FROM {schema}.events WHERE stream_id = (SELECT id FROM {schema}.streams WHERE name = @stream)
