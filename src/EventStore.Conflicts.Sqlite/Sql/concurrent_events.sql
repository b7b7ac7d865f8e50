-- What was committed after the version a caller had seen; read only as far as the first objection.
SELECT version, type_id, recorded_at FROM events WHERE stream_id = $stream_id AND version > $seen ORDER BY version
