-- The index gives them in the order of their UTF-8 bytes. The reader stops at the first name that doesn't begin with the prefix.
SELECT s.name, (SELECT MAX(version) FROM events WHERE stream_id = s.id) AS version
FROM streams s
WHERE s.name >= $prefix AND s.name > $after
ORDER BY s.name
