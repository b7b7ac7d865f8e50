SELECT MAX(version) FROM events WHERE stream_id = $stream_id
