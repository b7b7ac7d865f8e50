-- In the order of the UTF-8 bytes. The reader stops at the first name that doesn't begin with the prefix.
SELECT s.name, coalesce((SELECT max(e.version) FROM {schema}.events e WHERE e.stream_id = s.id), 0) AS version
FROM {schema}.streams s
WHERE s.name >= @prefix AND s.name > @after
ORDER BY s.name
LIMIT @count
