-- 0 where the stream doesn't exist.
SELECT COALESCE((SELECT MAX(version) FROM events WHERE stream_id = (SELECT id FROM streams WHERE name = $name)), 0)
