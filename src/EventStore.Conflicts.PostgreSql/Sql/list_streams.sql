-- In the order of the UTF-8 bytes. The reader stops at the first name that doesn't begin with the prefix. A stream of dropped events alone holds none.
SELECT s.name, last.version
FROM {schema}.streams s
JOIN LATERAL (SELECT e.version FROM {schema}.events e WHERE e.stream_id = s.id ORDER BY e.version DESC LIMIT 1) last ON true
WHERE s.name >= @prefix AND s.name > @after
ORDER BY s.name
LIMIT @count
