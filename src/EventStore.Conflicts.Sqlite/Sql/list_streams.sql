-- The index gives them in the order of their UTF-8 bytes. The reader stops at the first name that doesn't begin with the prefix.
-- A name may be known from a dropped event alone; that is no stream.
SELECT s.name, (SELECT MAX(version) FROM events WHERE stream_id = s.id) AS version
FROM streams s
WHERE s.name >= $prefix AND s.name > $after AND EXISTS (SELECT 1 FROM events WHERE stream_id = s.id)
ORDER BY s.name
