-- Streams whose versions are not 1..n without a hole.
SELECT s.name AS name, MIN(e.version) AS first, MAX(e.version) AS last, COUNT(*) AS count
FROM events e
JOIN streams s ON s.id = e.stream_id
GROUP BY e.stream_id
HAVING MIN(e.version) <> 1 OR MAX(e.version) <> COUNT(*)
