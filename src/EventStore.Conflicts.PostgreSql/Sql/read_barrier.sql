-- The oldest transaction that has an id and still runs, anywhere in the server; no row where there is none. Of other people's sessions the server shows a
-- role without pg_read_all_stats whose they are, but not since when they run, nor what they do. Then the age is that of the first event that is held back.
SELECT coalesce(extract(epoch FROM clock_timestamp() - coalesce(a.xact_start, p.prepared)), extract(epoch FROM clock_timestamp()) - held.recorded_at / 1e6, 0)::float8 AS seconds,
    a.pid, coalesce('prepared transaction ' || p.gid, concat_ws(', ', nullif(a.application_name, ''), a.usename, a.state)) AS holder
FROM (SELECT pg_snapshot_xmin(pg_current_snapshot()) AS oldest, pg_snapshot_xmax(pg_current_snapshot()) AS next) now
LEFT JOIN pg_stat_activity a ON a.backend_xid = now.oldest::xid
LEFT JOIN pg_prepared_xacts p ON p.transaction = now.oldest::xid
LEFT JOIN LATERAL (
    SELECT e.recorded_at FROM {schema}.events e
    WHERE (e.epoch, e.transaction_id) >= ((SELECT s.epoch FROM {schema}.store s), now.oldest)
    ORDER BY e.epoch, e.transaction_id, e.sequence LIMIT 1
) held ON true
WHERE now.oldest < now.next OR a.pid IS NOT NULL OR p.gid IS NOT NULL
LIMIT 1
